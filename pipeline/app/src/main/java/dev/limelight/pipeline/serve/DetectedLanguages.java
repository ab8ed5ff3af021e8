package dev.limelight.pipeline.serve;

import dev.limelight.modelserver.server.work.LanguageGuess;
import dev.limelight.modelserver.server.work.LanguageGuesser;
import dev.limelight.pipeline.language.LanguageDetector;
import java.util.List;

/** The detector of the document stage. Thread-safe. */
final class DetectedLanguages implements LanguageGuesser {

    private final LanguageDetector detector = new LanguageDetector();

    @Override
    public List<LanguageGuess> guess(String text) {
        return detector.guesses(text).stream()
                .map(guess -> new LanguageGuess(guess.language(), guess.confidence()))
                .toList();
    }
}

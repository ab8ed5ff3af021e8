package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.pipeline.language.LanguageDetector;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Language detection with LibreTranslate's names and figures. */
public final class LanguageDetection {

    /** LibreTranslate, too, says this of a text that tells nothing. */
    private static final Guess NO_TELLING = new Guess(0, "en");

    /** Shorter texts of a list are judged with the others, which are likely of their language. */
    private static final int TELLING_CHARACTERS = 40;

    /**
     * A language that can be translated is taken before one that is likelier, if that is likelier
     * by less than this: else what nobody can translate would be translated as something else.
     */
    private static final double LEAST_SHARE = 0.05;

    private final @Nullable Function<String, List<LanguageDetector.Guess>> detector;

    public LanguageDetection(@Nullable Function<String, List<LanguageDetector.Guess>> detector) {
        this.detector = detector;
    }

    /**
     * A guess.
     *
     * @param confidence 0 to 100
     */
    record Guess(double confidence, String language) {

        /** What the text is in; null where there is no telling. */
        @Nullable String sourceOrNull() {
            return confidence == 0 ? null : language;
        }

        static Guess of(LanguageDetector.Guess guess) {
            return new Guess(Math.round(guess.confidence() * 1000) / 10.0, guess.language());
        }
    }

    /** The likeliest languages of a text, likeliest first, at least one. */
    List<Guess> all(String text) {
        if (detector == null) {
            throw new HttpError(Problem.NOT_SERVED, "language detection is not served here");
        }
        List<Guess> guesses = detector.apply(text).stream().map(Guess::of).toList();
        return guesses.isEmpty() ? List.of(NO_TELLING) : guesses;
    }

    /**
     * The likeliest language of each text.
     *
     * @param codes languages that it is likely in, because nothing else could be done with it
     */
    List<Guess> of(List<String> texts, Collection<String> codes) {
        Guess together = likeliest(String.join("\n", texts), codes);
        return texts.stream()
                .map(text -> text.length() > TELLING_CHARACTERS ? likeliest(text, codes) : together)
                .toList();
    }

    private Guess likeliest(String text, Collection<String> codes) {
        List<Guess> guesses = all(text);
        Guess first = guesses.get(0);
        return guesses.stream()
                .filter(guess -> codes.contains(guess.language()))
                .filter(guess -> guess.confidence() >= first.confidence() * LEAST_SHARE)
                .findFirst()
                .orElse(first);
    }

    static String name(String code) {
        return Locale.forLanguageTag(code).getDisplayName(Locale.ENGLISH);
    }
}

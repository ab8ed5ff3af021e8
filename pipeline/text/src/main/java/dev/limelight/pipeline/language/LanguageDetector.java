package dev.limelight.pipeline.language;

import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Detects the language of a text. Deterministic and thread-safe: the model is immutable and shared
 * by the JVM (about 40 MB of heap), everything else is local to the call. The first text loads it,
 * in half a second, so that whoever names the language of every text does without. A text of any
 * length costs under 10 ms, because samples of it are read only.
 */
public final class LanguageDetector {

    /*
     * Why OpenNLP's model of 103 languages: on whole documents it is as good as Lingua (all right),
     * at an eighth of the jar and a thirtieth of the heap; Optimaize draws random numbers. Lingua
     * is better below 60 letters. The weight for the languages that come most wins back most
     * of that: a short text is more likely English than Minangkabau.
     */
    private static final double PROFILE_WEIGHT = 1.25;

    private static final Set<String> PREFERRED = Set.of("de", "en", "es", "fr", "it", "nl", "pt");

    /*
     * The model spreads probability over 103 languages, 0.0097 each when it knows nothing. Two
     * random words reach 0.011, ten words of real text 0.02 and more.
     */
    private static final double LEAST_PROBABILITY = 0.0115;

    /*
     * Brings what the model spreads over 103 languages to how often it is right. On 1,863 stretches
     * of 1 to 10 words of our English and German documents, guesses of .2 to .4 are right in 41 of
     * 100 cases, .4 to .6 in 71, .6 to .8 in 86, above in 99. A lower power doubts more than it
     * should: with 8 it is 92, 99, 100 and 100.
     */
    private static final double SHARPNESS = 24;

    private static final int MOST_GUESSES = 5;
    private static final int LEAST_LETTERS = 3;
    private static final Map<String, String> MACRO = Map.of("nob", "nb", "cmn", "zh");

    private static final class Holder {
        static final LanguageDetectorModel MODEL = load();
    }

    /**
     * A language that a text may be in.
     *
     * @param language an ISO 639 code
     * @param confidence 0 to 1
     */
    public record Guess(String language, double confidence) {}

    /**
     * The language that most of the text is in.
     *
     * @return an ISO 639 code, or {@link LanguageTags#UNDETERMINED} when there are too few letters
     *     to tell
     */
    public String detect(String text) {
        List<Guess> guesses = guesses(text);
        return guesses.isEmpty() ? LanguageTags.UNDETERMINED : guesses.get(0).language();
    }

    /** The likeliest languages of a text, likeliest first; none when there is no telling. */
    public List<Guess> guesses(String text) {
        String letters = LetterSample.of(text);
        if (letters.codePoints().filter(Character::isLetter).count() < LEAST_LETTERS) {
            return List.of();
        }
        return guesses(letters, new LanguageDetectorME(Holder.MODEL).predictLanguages(letters));
    }

    private static List<Guess> guesses(String letters, Language[] candidates) {
        List<Guess> guesses = new ArrayList<>();
        double all = 0;
        for (Language candidate : candidates) {
            String code = code(candidate);
            double weighted = Math.pow(candidate.getConfidence() * weight(code), SHARPNESS);
            all += weighted;
            if (candidate.getConfidence() >= LEAST_PROBABILITY && isWritten(letters, code)) {
                guesses.add(new Guess(code, weighted));
            }
        }
        double sum = all;
        return guesses.stream()
                .sorted(Comparator.comparingDouble(Guess::confidence).reversed())
                .limit(MOST_GUESSES)
                .map(guess -> new Guess(guess.language(), guess.confidence() / sum))
                .toList();
    }

    /** The weight of a language with rules must not make German of what is no Latin script. */
    private static boolean isWritten(String letters, String code) {
        return !PREFERRED.contains(code) || Scripts.canBe(letters, code);
    }

    private static double weight(String code) {
        return PREFERRED.contains(code) ? PROFILE_WEIGHT : 1;
    }

    private static String code(Language language) {
        String iso = language.getLang();
        String macro = MACRO.get(iso);
        return macro != null ? macro : ULocale.createCanonical(iso).getLanguage();
    }

    private static LanguageDetectorModel load() {
        try (InputStream in = LanguageDetector.class.getResourceAsStream("/langdetect-183.bin")) {
            if (in == null) {
                throw new IllegalStateException(
                        "langdetect-183.bin is missing, expected opennlp-models-langdetect");
            }
            return new LanguageDetectorModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException("language detection model", e);
        }
    }
}

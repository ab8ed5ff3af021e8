package dev.limelight.pipeline.guard.surface;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The detector {@code stuffing}: words that come again and again. The score of a sentence is the
 * share of its words that were in it before, in its worst window of at most {@value #WINDOW} words.
 */
public final class StuffingDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "stuffing";

    private static final int WINDOW = 30;
    private static final int FEWEST_WORDS = 10;

    /** A letter of a script that has no spaces is a word; numbers in tables repeat by nature. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|\\p{L}+");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "the same words again and again inside a sentence";
    }

    @Override
    public Cost cost() {
        return Cost.TEXT;
    }

    @Override
    public String baseline() {
        return "1 - distinct words / words of the sentence";
    }

    @Override
    public List<Suspicion> inspect(Inspected document) {
        List<Suspicion> suspicions = new ArrayList<>();
        for (int i = 0; i < document.sentences().size(); i++) {
            List<String> words = words(document.sentences().get(i));
            double repeated = words.size() < FEWEST_WORDS ? 0 : repeated(words);
            if (repeated > 0) {
                Sentence sentence = document.document().sentences().get(i);
                String reason =
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of up to %d words in a row repeat others",
                                100 * repeated,
                                WINDOW);
                suspicions.add(
                        new Suspicion(sentence.markEnd(), sentence.end(), repeated, reason));
            }
        }
        return suspicions;
    }

    private static List<String> words(String sentence) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(sentence);
        while (matcher.find()) {
            words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** The largest share of repeated words in a window that slides over the sentence. */
    private static double repeated(List<String> words) {
        int width = Math.min(WINDOW, words.size());
        Map<String, Integer> counts = new HashMap<>();
        double most = 0;
        for (int i = 0; i < words.size(); i++) {
            counts.merge(words.get(i), 1, Integer::sum);
            if (i >= width) {
                counts.computeIfPresent(
                        words.get(i - width), (word, count) -> count == 1 ? null : count - 1);
            }
            if (i >= width - 1) {
                most = Math.max(most, 1 - (double) counts.size() / width);
            }
        }
        return most;
    }
}

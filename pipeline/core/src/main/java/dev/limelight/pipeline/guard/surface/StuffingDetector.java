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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The detector {@code stuffing}: words that come again and again. The score of a sentence is the
 * share of words that repeat others in its worst window of at most {@value #WINDOW} words, and that
 * window is the span.
 */
public final class StuffingDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "stuffing";

    private static final int WINDOW = 16;
    private static final int FEWEST_WORDS = 10;

    /**
     * A character of Chinese and Japanese is a word. Numbers, units and the shortest words repeat
     * by nature, as in a list of distances.
     */
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{M}]{3,}");

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
        for (Sentence sentence : document.document().sentences()) {
            List<MatchResult> words =
                    WORD.matcher(document.text())
                            .region(sentence.markEnd(), sentence.end())
                            .results()
                            .toList();
            if (words.size() >= FEWEST_WORDS) {
                suspicions.addAll(worst(words));
            }
        }
        return suspicions;
    }

    /** The window that slides over a sentence and has most repeated words; none without any. */
    private static List<Suspicion> worst(List<MatchResult> words) {
        int width = Math.min(WINDOW, words.size());
        Map<String, Integer> counts = new HashMap<>();
        double most = 0;
        int last = 0;
        for (int i = 0; i < words.size(); i++) {
            counts.merge(word(words.get(i)), 1, Integer::sum);
            if (i >= width) {
                counts.computeIfPresent(
                        word(words.get(i - width)), (word, count) -> count == 1 ? null : count - 1);
            }
            double repeated = i < width - 1 ? 0 : 1 - (double) counts.size() / width;
            last = repeated > most ? i : last;
            most = Math.max(most, repeated);
        }
        return most == 0 ? List.of() : List.of(suspicion(words, last - width + 1, last, most));
    }

    private static String word(MatchResult match) {
        return match.group().toLowerCase(Locale.ROOT);
    }

    private static Suspicion suspicion(
            List<MatchResult> words, int first, int last, double repeated) {
        String reason =
                String.format(
                        Locale.ROOT,
                        "%.0f %% of %d words in a row repeat others",
                        100 * repeated,
                        last - first + 1);
        return new Suspicion(words.get(first).start(), words.get(last).end(), repeated, reason);
    }
}

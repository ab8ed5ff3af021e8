package dev.limelight.pipeline.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;

/**
 * F1 of ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004), from 0 to 1: words are runs of letters and digits
 * in lower case, not stemmed; of several references the best counts, for each measure alone.
 *
 * @param one overlap of words
 * @param two overlap of pairs of words
 * @param longest longest common subsequence of words
 */
public record Rouge(double one, double two, double longest) {

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** How much {@code candidate} has in common with the references. */
    public static Rouge of(String candidate, List<String> references) {
        List<String> words = words(candidate);
        List<List<String>> others = references.stream().map(Rouge::words).toList();
        return new Rouge(
                best(words, others, (a, b) -> overlap(a, b, 1)),
                best(words, others, (a, b) -> overlap(a, b, 2)),
                best(words, others, Rouge::subsequence));
    }

    private static double best(
            List<String> words,
            List<List<String>> references,
            ToDoubleBiFunction<List<String>, List<String>> measure) {
        return references.stream()
                .mapToDouble(reference -> measure.applyAsDouble(words, reference))
                .max()
                .orElse(0);
    }

    private static List<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static double overlap(List<String> candidate, List<String> reference, int n) {
        Map<List<String>, Integer> grams = grams(candidate, n);
        Map<List<String>, Integer> others = grams(reference, n);
        double common = 0;
        for (Map.Entry<List<String>, Integer> gram : grams.entrySet()) {
            common += Math.min(gram.getValue(), others.getOrDefault(gram.getKey(), 0));
        }
        return f1(common, candidate.size() - n + 1, reference.size() - n + 1);
    }

    private static Map<List<String>, Integer> grams(List<String> words, int n) {
        var grams = new HashMap<List<String>, Integer>();
        for (int i = 0; i + n <= words.size(); i++) {
            grams.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return grams;
    }

    private static double subsequence(List<String> candidate, List<String> reference) {
        int[] before = new int[reference.size() + 1];
        for (String word : candidate) {
            int[] row = new int[before.length];
            for (int j = 0; j < reference.size(); j++) {
                row[j + 1] =
                        word.equals(reference.get(j))
                                ? before[j] + 1
                                : Math.max(before[j + 1], row[j]);
            }
            before = row;
        }
        return f1(before[reference.size()], candidate.size(), reference.size());
    }

    private static double f1(double common, int candidate, int reference) {
        return common == 0 ? 0 : 2 * common / (candidate + reference);
    }
}

package dev.limelight.pipeline.bench.firefox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** BLEU of a set of texts with one reference each, words split as sacreBLEU's {@code 13a} does. */
final class Bleu {

    private static final int ORDER = 4;

    private Bleu() {}

    /** From 0 to 100. */
    static double of(List<String> references, List<String> written) {
        long[] matched = new long[ORDER];
        long[] possible = new long[ORDER];
        long wanted = 0;
        long length = 0;
        for (int i = 0; i < written.size(); i++) {
            List<String> own = words(written.get(i));
            List<String> reference = words(references.get(i));
            wanted += reference.size();
            length += own.size();
            for (int n = 1; n <= ORDER; n++) {
                matched[n - 1] += matched(own, reference, n);
                possible[n - 1] += Math.max(0, own.size() - n + 1);
            }
        }
        double brevity = length >= wanted ? 0 : 1 - (double) wanted / Math.max(1, length);
        return 100 * Math.exp(brevity + meanLog(matched, possible));
    }

    private static double meanLog(long[] matched, long[] possible) {
        double sum = 0;
        for (int n = 0; n < ORDER; n++) {
            sum += Math.log((double) matched[n] / Math.max(1, possible[n])) / ORDER;
        }
        return sum;
    }

    private static long matched(List<String> own, List<String> reference, int n) {
        Map<List<String>, Integer> left = counts(reference, n);
        return counts(own, n).entrySet().stream()
                .mapToLong(each -> Math.min(each.getValue(), left.getOrDefault(each.getKey(), 0)))
                .sum();
    }

    private static Map<List<String>, Integer> counts(List<String> words, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int from = 0; from + n <= words.size(); from++) {
            counts.merge(words.subList(from, from + n), 1, Integer::sum);
        }
        return counts;
    }

    private static List<String> words(String text) {
        String apart =
                (" " + text + " ")
                        .replaceAll("([\\{-\\~\\[-\\` -\\&\\(-\\+\\:-\\@\\/])", " $1 ")
                        .replaceAll("([^0-9])([\\.,])", "$1 $2 ")
                        .replaceAll("([\\.,])([^0-9])", " $1 $2")
                        .replaceAll("([0-9])(-)", "$1 $2 ");
        return new ArrayList<>(List.of(apart.strip().split("\\s+")));
    }
}

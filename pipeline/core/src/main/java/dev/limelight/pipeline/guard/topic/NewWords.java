package dev.limelight.pipeline.guard.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which share of the words of each sentence no other sentence of the document has. */
final class NewWords {

    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

    /** So many letters of a word are compared, in place of its stem. */
    private static final int STEM = 6;

    private NewWords() {}

    /**
     * The shares, {@code [n]}, above 0 and below 1: half a word that is new is added to each, so
     * that one of many words says more than one of two.
     */
    static double[] shares(List<String> sentences) {
        List<Set<String>> stems = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String sentence : sentences) {
            Set<String> own = stems(sentence);
            stems.add(own);
            own.forEach(stem -> counts.merge(stem, 1, Integer::sum));
        }
        return stems.stream()
                .mapToDouble(
                        own -> {
                            long fresh =
                                    own.stream()
                                            .filter(stem -> counts.getOrDefault(stem, 0) == 1)
                                            .count();
                            return (fresh + 0.5) / (own.size() + 1);
                        })
                .toArray();
    }

    private static Set<String> stems(String sentence) {
        Set<String> stems = new TreeSet<>();
        Matcher word = WORD.matcher(sentence);
        while (word.find()) {
            String lower = word.group().toLowerCase(Locale.ROOT);
            stems.add(lower.substring(0, Math.min(STEM, lower.length())));
        }
        return stems;
    }
}

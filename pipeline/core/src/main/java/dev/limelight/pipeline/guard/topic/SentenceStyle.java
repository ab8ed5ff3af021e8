package dev.limelight.pipeline.guard.topic;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How sentences are written, apart from what they are about: six numbers of each. */
final class SentenceStyle {

    /** What the numbers are. */
    static final List<String> NAMES =
            List.of("length", "question", "exclamation", "reader", "writer", "word-length");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Set<String> READER = Set.of("you", "your", "yours", "yourself");
    private static final Set<String> WRITER = Set.of("i", "my", "me", "we", "our", "us");

    private SentenceStyle() {}

    /** The numbers of each sentence, {@code [n, 6]}. */
    static double[][] of(List<String> sentences) {
        return sentences.stream().map(SentenceStyle::numbers).toArray(double[][]::new);
    }

    private static double[] numbers(String sentence) {
        List<String> words =
                WORD.matcher(sentence.toLowerCase(Locale.ROOT))
                        .results()
                        .map(MatchResult::group)
                        .toList();
        return new double[] {
            Math.log(Math.max(1, words.size())) / 4,
            is(sentence.indexOf('?') >= 0),
            is(sentence.indexOf('!') >= 0),
            is(words.stream().anyMatch(READER::contains)),
            is(words.stream().anyMatch(WRITER::contains)),
            words.stream().mapToInt(String::length).average().orElse(0) / 6
        };
    }

    private static double is(boolean yes) {
        return yes ? 1 : 0;
    }
}

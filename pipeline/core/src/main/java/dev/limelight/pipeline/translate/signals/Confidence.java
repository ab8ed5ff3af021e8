package dev.limelight.pipeline.translate.signals;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.translate.source.Span;
import java.util.Arrays;
import java.util.List;

/** Statistics of token log-probabilities. Stateless. */
public final class Confidence {

    private static final int FIFTH = 5;

    private Confidence() {}

    /** The mean; 0 for none. */
    public static double mean(float[] logs) {
        double sum = 0;
        for (float log : logs) {
            sum += log;
        }
        return logs.length == 0 ? 0 : sum / logs.length;
    }

    /**
     * The log-probability of the least probable word: the sum over its tokens, which is what the
     * model gave the word after all that stands before it; 0 for none.
     *
     * @param words of the text that was written
     * @param tokens of the same text, one for each of {@code logs}
     */
    public static double leastWord(List<Span> words, List<TokenSpan> tokens, float[] logs) {
        double[] sums = new double[words.size()];
        int word = 0;
        for (int i = 0; i < Math.min(tokens.size(), logs.length); i++) {
            TokenSpan token = tokens.get(i);
            while (word < sums.length && words.get(word).end() <= token.start()) {
                word++;
            }
            for (int at = word; at < sums.length && touches(words.get(at), token); at++) {
                sums[at] += logs[i];
            }
        }
        return Math.min(0, Arrays.stream(sums).min().orElse(0));
    }

    private static boolean touches(Span word, TokenSpan token) {
        return !token.special() && word.overlap(token.start(), token.end()) > 0;
    }

    /** The mean of the lowest fifth, at least of one; 0 for none. */
    public static double worstFifth(float[] logs) {
        float[] sorted = logs.clone();
        Arrays.sort(sorted);
        return mean(Arrays.copyOf(sorted, (logs.length + FIFTH - 1) / FIFTH));
    }
}

package dev.limelight.pipeline.translate.signals;

import dev.limelight.pipeline.attribution.TokenShares;
import java.util.Arrays;

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
     * model gave the word after all that stands before it; 0 for none. A token of two words counts
     * whole in each, because each depends on it.
     *
     * @param words the tokens of the text on its words
     * @param logs of each token
     */
    public static double leastWord(TokenShares words, float[] logs) {
        double[] sums = new double[words.spans()];
        for (int i = 0; i < Math.min(words.tokens(), logs.length); i++) {
            float log = logs[i];
            words.forEach(i, (word, share) -> sums[word] += log);
        }
        return Math.min(0, Arrays.stream(sums).min().orElse(0));
    }

    /** The mean of the lowest fifth, at least of one; 0 for none. */
    public static double worstFifth(float[] logs) {
        float[] sorted = logs.clone();
        Arrays.sort(sorted);
        return mean(Arrays.copyOf(sorted, (logs.length + FIFTH - 1) / FIFTH));
    }
}

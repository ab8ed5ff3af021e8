package dev.limelight.pipeline.translate.signals;

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

    /** The mean of the lowest fifth, at least of one; 0 for none. */
    public static double worstFifth(float[] logs) {
        float[] sorted = logs.clone();
        Arrays.sort(sorted);
        return mean(Arrays.copyOf(sorted, (logs.length + FIFTH - 1) / FIFTH));
    }
}

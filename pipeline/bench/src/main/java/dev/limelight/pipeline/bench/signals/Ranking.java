package dev.limelight.pipeline.bench.signals;

import java.util.Arrays;

/** How well a number tells two groups apart. Stateless. */
public final class Ranking {

    private Ranking() {}

    /**
     * The area under the ROC curve: how often a bad one has the higher number than a good one, ties
     * as half. 0.5 tells nothing.
     */
    public static double auc(double[] good, double[] bad) {
        double[] sorted = good.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double value : bad) {
            int below = first(sorted, value, false);
            int upTo = first(sorted, value, true);
            wins += below + (upTo - below) / 2.0;
        }
        return wins / ((double) good.length * bad.length);
    }

    /** The number of values below {@code value}, those that equal it included or not. */
    private static int first(double[] sorted, double value, boolean included) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = included ? sorted[middle] <= value : sorted[middle] < value;
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }
}

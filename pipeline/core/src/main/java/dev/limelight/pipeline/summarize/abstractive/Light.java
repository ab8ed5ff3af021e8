package dev.limelight.pipeline.summarize.abstractive;

import java.util.Arrays;
import java.util.List;

/**
 * What a written text stands on: shares of the words of a document. Words outside have none.
 *
 * @param first the first word that may have a share
 * @param shares of that word and those behind it; each >= 0, sum 1
 */
record Light(int first, float[] shares) {

    /** All on one word. */
    static Light of(int word) {
        return new Light(word, new float[] {1});
    }

    /**
     * What stands on stretches stands on what those stand on.
     *
     * @param weights one a stretch, each >= 0, with a sum above 0; need not sum to 1
     */
    static Light mix(List<Stretch> stretches, double[] weights) {
        int first = stretches.stream().mapToInt(each -> each.light().first()).min().orElseThrow();
        int end = stretches.stream().mapToInt(each -> each.light().end()).max().orElseThrow();
        double total = Arrays.stream(weights).sum();
        float[] shares = new float[end - first];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                stretches.get(i).light().addTo(shares, first, weights[i] / total);
            }
        }
        return new Light(first, shares);
    }

    /** Adds these shares, times {@code weight}, to those of the words from {@code from} on. */
    private void addTo(float[] sums, int from, double weight) {
        for (int i = 0; i < shares.length; i++) {
            sums[first - from + i] += (float) (weight * shares[i]);
        }
    }

    /** Adds these shares, times {@code weight}, to those of all words of a document. */
    void addTo(double[] sums, double weight) {
        for (int i = 0; i < shares.length; i++) {
            sums[first + i] += weight * shares[i];
        }
    }

    private int end() {
        return first + shares.length;
    }
}

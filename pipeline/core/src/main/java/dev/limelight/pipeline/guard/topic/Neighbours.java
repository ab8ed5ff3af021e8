package dev.limelight.pipeline.guard.topic;

import java.util.Arrays;

/**
 * How far sentences are from those of their document that are most like them. Compared are the
 * {@value #AROUND} sentences before and after each, so that the time is linear in the document.
 */
final class Neighbours {

    private static final int AROUND = 100;
    private static final int NEAREST = 3;

    private Neighbours() {}

    /**
     * 1 - the mean cosine to the three nearest others, {@code [n]}; 0 where there is no other.
     *
     * @param vectors of length 1, {@code [n, d]}
     */
    static double[] distances(double[][] vectors) {
        double[] distances = new double[vectors.length];
        for (int i = 0; i < distances.length; i++) {
            int from = Math.max(0, i - AROUND);
            int to = Math.min(distances.length, i + AROUND + 1);
            distances[i] = to - from < 2 ? 0 : 1 - nearest(vectors, i, from, to);
        }
        return distances;
    }

    private static double nearest(double[][] vectors, int i, int from, int to) {
        double[] cosines = new double[to - from - 1];
        int count = 0;
        for (int j = from; j < to; j++) {
            if (j != i) {
                cosines[count++] = dot(vectors[i], vectors[j]);
            }
        }
        Arrays.sort(cosines);
        int nearest = Math.min(NEAREST, cosines.length);
        return Arrays.stream(cosines, cosines.length - nearest, cosines.length).average().orElse(0);
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int k = 0; k < a.length; k++) {
            dot += a[k] * b[k];
        }
        return dot;
    }
}

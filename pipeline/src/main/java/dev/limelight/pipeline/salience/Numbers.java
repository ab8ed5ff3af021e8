package dev.limelight.pipeline.salience;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Arithmetic on lists of scores. All methods leave their arguments alone. */
final class Numbers {

    private static final double NO_SPREAD = 1e-9;

    private Numbers() {}

    /** Standard scores: mean 0, population standard deviation 1; all 0 where nothing differs. */
    static double[] standardized(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
        double deviation = Math.sqrt(variance);
        return Arrays.stream(values)
                .map(value -> deviation <= NO_SPREAD ? 0 : (value - mean) / deviation)
                .toArray();
    }

    /** Element by element. */
    static double[] sum(double[]... lists) {
        return IntStream.range(0, lists[0].length)
                .mapToDouble(i -> Arrays.stream(lists).mapToDouble(list -> list[i]).sum())
                .toArray();
    }

    /** Weights > 0 that sum to 1, larger for larger values. */
    static double[] softmax(double[] values) {
        double top = Arrays.stream(values).max().orElse(0);
        return shares(Arrays.stream(values).map(value -> Math.exp(value - top)).toArray());
    }

    /** The values divided by their sum; equal shares where the sum is 0. */
    static double[] shares(double[] values) {
        double total = Arrays.stream(values).sum();
        return Arrays.stream(values)
                .map(value -> total > 0 ? value / total : 1.0 / values.length)
                .toArray();
    }

    /** Cosine of two vectors; 0 where one of them is null. */
    static double cosine(double[] a, double[] b) {
        double norms = Math.sqrt(dot(a, a) * dot(b, b));
        return norms <= NO_SPREAD ? 0 : dot(a, b) / norms;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}

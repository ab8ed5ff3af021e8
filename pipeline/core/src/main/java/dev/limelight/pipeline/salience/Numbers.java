package dev.limelight.pipeline.salience;

import dev.limelight.pipeline.attribution.Shares;
import java.util.Arrays;

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
        double[] sum = new double[lists[0].length];
        for (double[] list : lists) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += list[i];
            }
        }
        return sum;
    }

    /** Weights > 0 that sum to 1, larger for larger values. */
    static double[] softmax(double[] values) {
        double top = Arrays.stream(values).max().orElse(0);
        return Shares.of(Arrays.stream(values).map(value -> Math.exp(value - top)).toArray());
    }

    /** Cosine of two vectors; 0 where one of them is zero. */
    static double cosine(double[] a, double[] b) {
        double norms = Math.sqrt(dot(a, a) * dot(b, b));
        return norms <= NO_SPREAD ? 0 : dot(a, b) / norms;
    }

    /** The vector at length 1; zero where it is zero. */
    static double[] unit(double[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        return Arrays.stream(vector).map(v -> norm <= NO_SPREAD ? 0 : v / norm).toArray();
    }

    static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}

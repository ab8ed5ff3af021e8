package dev.limelight.pipeline.explain;

import java.util.List;

/** Arithmetic on vectors. */
final class Vectors {

    private static final int ROUNDS = 200;

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** -1 to 1; 0 where one is all zeros. */
    static double cosine(double[] a, double[] b) {
        double lengths = Math.sqrt(dot(a, a) * dot(b, b));
        return lengths == 0 ? 0 : Math.max(-1, Math.min(1, dot(a, b) / lengths));
    }

    /** A row of a matrix. */
    static double[] row(float[] matrix, int width, int row) {
        double[] values = new double[width];
        for (int i = 0; i < width; i++) {
            values[i] = matrix[row * width + i];
        }
        return values;
    }

    /** The mean of vectors of one length, at least one. */
    static double[] mean(List<double[]> vectors) {
        double[] mean = new double[vectors.get(0).length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    /**
     * Coordinates along the first principal components, by power iteration.
     *
     * @return {@code [vector][component]}
     */
    static double[][] principal(List<double[]> vectors, int components) {
        double[] mean = mean(vectors);
        List<double[]> left = vectors.stream().map(v -> minus(v, mean, 1)).toList();
        double[][] places = new double[vectors.size()][components];
        for (int component = 0; component < components; component++) {
            double[] axis = axis(left, component);
            for (int i = 0; i < places.length; i++) {
                places[i][component] = dot(left.get(i), axis);
            }
            left = left.stream().map(v -> minus(v, axis, dot(v, axis))).toList();
        }
        return places;
    }

    /** The direction of most variance; it begins in a fixed one, so that the result is fixed. */
    private static double[] axis(List<double[]> vectors, int component) {
        double[] axis = new double[vectors.get(0).length];
        for (int i = 0; i < axis.length; i++) {
            axis[i] = Math.cos(1.0 + i * (component + 1));
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[axis.length];
            for (double[] vector : vectors) {
                next = minus(next, vector, -dot(vector, axis));
            }
            double length = Math.sqrt(dot(next, next));
            if (length == 0) {
                return next;
            }
            axis = minus(new double[axis.length], next, -1 / length);
        }
        return axis;
    }

    private static double[] minus(double[] a, double[] b, double factor) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - factor * b[i];
        }
        return difference;
    }
}

package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.guard.detect.LogisticModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits a logistic model on standardized features by accelerated gradient descent (Nesterov). All
 * rows that are to be found weigh 1 together, all others 3. A feature that hardly moves gets the
 * weight 0. The same rows give the same weights.
 */
final class LogisticFit {

    private static final int STEPS = 100;
    private static final int POWER_STEPS = 12;
    private static final double OTHERS = 3;

    /** A smaller deviation is noise of the arithmetic, which a weight would blow up. */
    private static final double STILL = 1e-3;

    private final List<double[]> rows;
    private final boolean[] wanted;
    private final double ridge;
    private final double[] means;
    private final double[] deviations;
    private final double share;
    private final double otherShare;

    private LogisticFit(List<double[]> found, List<double[]> others, double ridge) {
        this.rows = new ArrayList<>(found);
        this.rows.addAll(others);
        this.wanted = new boolean[rows.size()];
        Arrays.fill(wanted, 0, found.size(), true);
        this.ridge = ridge;
        this.share = 1.0 / Math.max(1, found.size());
        this.otherShare = OTHERS / Math.max(1, others.size());
        this.means = new double[rows.get(0).length];
        this.deviations = new double[means.length];
        standardize();
    }

    /**
     * The model that tells rows from others.
     *
     * @param ridge how much weights are drawn to 0
     */
    static LogisticModel of(List<double[]> found, List<double[]> others, double ridge) {
        return new LogisticFit(found, others, ridge).model();
    }

    private void standardize() {
        double[] squares = new double[means.length];
        for (double[] row : rows) {
            for (int k = 0; k < means.length; k++) {
                means[k] += row[k] / rows.size();
                squares[k] += row[k] * row[k] / rows.size();
            }
        }
        for (int k = 0; k < means.length; k++) {
            double deviation = Math.sqrt(Math.max(0, squares[k] - means[k] * means[k]));
            deviations[k] = deviation < STILL ? Double.POSITIVE_INFINITY : deviation;
        }
        rows.replaceAll(this::standard);
    }

    private double[] standard(double[] row) {
        return IntStream.range(0, row.length)
                .mapToDouble(k -> (row[k] - means[k]) / deviations[k])
                .toArray();
    }

    private LogisticModel model() {
        int width = means.length;
        double rate = 1 / (0.25 * steepest() + ridge);
        double[] at = new double[width + 1];
        double[] ahead = at;
        for (int step = 0; step < STEPS; step++) {
            double[] next = down(ahead, rate);
            double swing = step / (step + 3.0);
            double[] from = at;
            ahead =
                    IntStream.rangeClosed(0, width)
                            .mapToDouble(k -> next[k] + swing * (next[k] - from[k]))
                            .toArray();
            at = next;
        }
        double[] last = at;
        double bias = last[width];
        List<Double> weights = new ArrayList<>();
        for (int k = 0; k < width; k++) {
            weights.add(last[k] / deviations[k]);
            bias -= last[k] * means[k] / deviations[k];
        }
        return new LogisticModel(bias, weights);
    }

    private double[] down(double[] weights, double rate) {
        int width = weights.length - 1;
        double[] gradient = new double[weights.length];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            double chance = 1 / (1 + Math.exp(-product(weights, row)));
            add(gradient, row, weight(i) * (chance - (wanted[i] ? 1 : 0)));
        }
        for (int k = 0; k < width; k++) {
            gradient[k] += ridge * weights[k];
        }
        return IntStream.rangeClosed(0, width)
                .mapToDouble(k -> weights[k] - rate * gradient[k])
                .toArray();
    }

    /** The largest eigenvalue of the weighted squares, by power iteration, rounded up. */
    private double steepest() {
        double[] direction = new double[means.length + 1];
        Arrays.fill(direction, 1);
        double value = 1;
        for (int step = 0; step < POWER_STEPS; step++) {
            double[] next = new double[direction.length];
            for (int i = 0; i < rows.size(); i++) {
                add(next, rows.get(i), weight(i) * product(direction, rows.get(i)));
            }
            double length = Math.sqrt(Arrays.stream(next).map(x -> x * x).sum());
            value = length;
            direction = Arrays.stream(next).map(x -> x / length).toArray();
        }
        return 1.2 * value;
    }

    private double weight(int i) {
        return wanted[i] ? share : otherShare;
    }

    private static double product(double[] weights, double[] row) {
        double sum = weights[row.length];
        for (int k = 0; k < row.length; k++) {
            sum += weights[k] * row[k];
        }
        return sum;
    }

    private static void add(double[] sum, double[] row, double times) {
        for (int k = 0; k < row.length; k++) {
            sum[k] += times * row[k];
        }
        sum[row.length] += times;
    }
}

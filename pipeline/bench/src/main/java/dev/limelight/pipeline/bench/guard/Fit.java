package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.guard.DocumentScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the model over the detectors: logistic regression by gradient descent on standardized
 * scores, documents with a payload and without weighing the same, weights at least 0 and a little
 * drawn to 0. The same documents give the same weights.
 */
final class Fit {

    private static final int STEPS = 3_000;
    private static final double RATE = 1;
    private static final double RIDGE = 1e-3;

    private final List<Measured> documents;
    private final List<String> detectors;
    private final double[] means;
    private final double[] deviations;
    private final double[][] rows;

    private Fit(List<Measured> documents, List<String> detectors) {
        this.documents = documents;
        this.detectors = detectors;
        this.means = new double[detectors.size()];
        this.deviations = new double[detectors.size()];
        this.rows = new double[documents.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = detectors.stream().mapToDouble(documents.get(i)::top).toArray();
        }
        for (int k = 0; k < means.length; k++) {
            standardize(k);
        }
    }

    /** The model of these documents. */
    static DocumentScore of(List<Measured> documents, List<String> detectors) {
        return new Fit(documents, detectors).model();
    }

    private void standardize(int k) {
        double sum = 0;
        double squares = 0;
        for (double[] row : rows) {
            sum += row[k];
            squares += row[k] * row[k];
        }
        means[k] = sum / rows.length;
        deviations[k] = Math.sqrt(Math.max(1e-6, squares / rows.length - means[k] * means[k]));
        for (double[] row : rows) {
            row[k] = (row[k] - means[k]) / deviations[k];
        }
    }

    private DocumentScore model() {
        double[] weights = new double[detectors.size() + 1];
        long planted = documents.stream().filter(Measured::isPlanted).count();
        for (int step = 0; step < STEPS; step++) {
            descend(weights, planted);
        }
        double bias = weights[detectors.size()];
        Map<String, Double> named = new LinkedHashMap<>();
        Map<String, Double> typical = new LinkedHashMap<>();
        for (int k = 0; k < detectors.size(); k++) {
            named.put(detectors.get(k), weights[k] / deviations[k]);
            typical.put(detectors.get(k), typical(detectors.get(k)));
            bias -= weights[k] * means[k] / deviations[k];
        }
        return new DocumentScore(bias, named, typical);
    }

    private double typical(String detector) {
        return documents.stream()
                .filter(document -> !document.isPlanted())
                .mapToDouble(document -> document.top(detector))
                .average()
                .orElse(0);
    }

    private void descend(double[] weights, long planted) {
        int last = weights.length - 1;
        double[] gradient = new double[weights.length];
        for (int i = 0; i < rows.length; i++) {
            boolean isPlanted = documents.get(i).isPlanted();
            double share = 0.5 / (isPlanted ? planted : rows.length - planted);
            double error = share * (chance(weights, rows[i]) - (isPlanted ? 1 : 0));
            for (int k = 0; k < last; k++) {
                gradient[k] += error * rows[i][k];
            }
            gradient[last] += error;
        }
        for (int k = 0; k < last; k++) {
            weights[k] = Math.max(0, weights[k] - RATE * (gradient[k] + RIDGE * weights[k]));
        }
        weights[last] -= RATE * gradient[last];
    }

    private static double chance(double[] weights, double[] row) {
        double sum = weights[row.length];
        for (int k = 0; k < row.length; k++) {
            sum += weights[k] * row[k];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}

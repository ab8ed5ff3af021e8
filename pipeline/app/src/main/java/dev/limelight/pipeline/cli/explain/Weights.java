package dev.limelight.pipeline.cli.explain;

import java.util.List;

/** Turns rows of weights into a matrix. */
final class Weights {

    private Weights() {}

    static double[][] of(List<float[]> rows) {
        double[][] weights = new double[rows.size()][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = new double[rows.get(i).length];
            for (int j = 0; j < weights[i].length; j++) {
                weights[i][j] = rows.get(i)[j];
            }
        }
        return weights;
    }
}

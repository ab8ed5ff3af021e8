package dev.limelight.pipeline.teach.tensor;

import java.util.Arrays;

/** Scores as probabilities that sum to 1. */
public final class Softmax {

    private Softmax() {}

    /** The probabilities of {@code scores}. */
    public static double[] of(double... scores) {
        double top = Arrays.stream(scores).max().orElse(0);
        double[] shares = Arrays.stream(scores).map(s -> StrictMath.exp(s - top)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    /** The gradient by the scores, from the probabilities and the gradient by them. */
    static double[] back(double[] shares, double[] gradients) {
        double mean = 0;
        for (int i = 0; i < shares.length; i++) {
            mean += shares[i] * gradients[i];
        }
        double[] back = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            back[i] = shares[i] * (gradients[i] - mean);
        }
        return back;
    }
}

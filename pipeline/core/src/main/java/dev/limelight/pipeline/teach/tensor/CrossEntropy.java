package dev.limelight.pipeline.teach.tensor;

/** The loss of predictions: the mean of {@code -ln p} of the right tokens. */
public final class CrossEntropy {

    private CrossEntropy() {}

    /**
     * The sum of {@code -ln p} over all rows. On the way back, {@code logits} get the gradient of
     * that sum times {@code share}.
     *
     * @param logits {@code [positions, vocabulary]}
     * @param right one id for each row
     * @param share what a row counts in the loss, 1 / rows for a mean
     */
    public static double of(Matrix logits, int[] right, double share, Tape tape) {
        double loss = 0;
        double[][] shares = new double[right.length][];
        for (int row = 0; row < right.length; row++) {
            shares[row] = Softmax.of(logits.row(row));
            loss -= StrictMath.log(Math.max(Double.MIN_NORMAL, shares[row][right[row]]));
        }
        tape.onTheWayBack(() -> back(logits, right, share, shares));
        return loss;
    }

    private static void back(Matrix logits, int[] right, double share, double[][] shares) {
        int width = logits.columns();
        for (int row = 0; row < right.length; row++) {
            for (int i = 0; i < width; i++) {
                double error = shares[row][i] - (i == right[row] ? 1 : 0);
                logits.gradients()[row * width + i] += share * error;
            }
        }
    }
}

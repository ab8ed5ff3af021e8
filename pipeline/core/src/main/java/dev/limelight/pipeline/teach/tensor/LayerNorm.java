package dev.limelight.pipeline.teach.tensor;

/** Makes each row's mean 0 and variance 1, then scales and moves its columns. */
public final class LayerNorm {

    private static final double EPSILON = 1e-5;

    private final Matrix gain;
    private final Matrix bias;

    /**
     * A normalization.
     *
     * @param gain {@code [1, columns]}
     * @param bias {@code [1, columns]}
     */
    public LayerNorm(Matrix gain, Matrix bias) {
        this.gain = gain;
        this.bias = bias;
    }

    /** The normalized rows of {@code x}. */
    public Matrix of(Matrix x, Tape tape) {
        var result = new Matrix(x.rows(), x.columns());
        double[] standard = new double[x.values().length];
        double[] scales = new double[x.rows()];
        for (int row = 0; row < x.rows(); row++) {
            scales[row] = standardize(x, row, standard);
        }
        for (int i = 0; i < standard.length; i++) {
            int column = i % x.columns();
            result.values()[i] = gain.values()[column] * standard[i] + bias.values()[column];
        }
        tape.onTheWayBack(() -> back(x, result, standard, scales));
        return result;
    }

    private static double standardize(Matrix x, int row, double[] standard) {
        int width = x.columns();
        double mean = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            mean += x.values()[i] / width;
        }
        double variance = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            standard[i] = x.values()[i] - mean;
            variance += standard[i] * standard[i] / width;
        }
        double scale = 1 / StrictMath.sqrt(variance + EPSILON);
        for (int i = row * width; i < (row + 1) * width; i++) {
            standard[i] *= scale;
        }
        return scale;
    }

    private void back(Matrix x, Matrix result, double[] standard, double[] scales) {
        for (int i = 0; i < standard.length; i++) {
            gain.gradients()[i % x.columns()] += result.gradients()[i] * standard[i];
            bias.gradients()[i % x.columns()] += result.gradients()[i];
        }
        for (int row = 0; row < x.rows(); row++) {
            backRow(x, result, standard, row, scales[row]);
        }
    }

    private void backRow(Matrix x, Matrix result, double[] standard, int row, double scale) {
        int width = x.columns();
        int from = row * width;
        double mean = 0;
        double along = 0;
        for (int i = 0; i < width; i++) {
            double gradient = result.gradients()[from + i] * gain.values()[i];
            mean += gradient / width;
            along += gradient * standard[from + i] / width;
        }
        for (int i = 0; i < width; i++) {
            double gradient = result.gradients()[from + i] * gain.values()[i];
            x.gradients()[from + i] += scale * (gradient - mean - standard[from + i] * along);
        }
    }
}

package dev.limelight.pipeline.teach.tensor;

import java.util.Arrays;

/**
 * Attention of each position to itself and those before it, by several heads: {@code softmax(q·k /
 * sqrt(width)) v}.
 */
public final class CausalAttention {

    private final Matrix query;
    private final Matrix key;
    private final Matrix value;
    private final int width;
    private final double scale;

    /** {@code [head][target][source]}; a row has as many sources as it may see. */
    private final double[][][] weights;

    private CausalAttention(Matrix query, Matrix key, Matrix value, int heads) {
        this.query = query;
        this.key = key;
        this.value = value;
        this.width = query.columns() / heads;
        this.scale = 1 / StrictMath.sqrt(width);
        this.weights = new double[heads][query.rows()][];
    }

    /**
     * What attention gives.
     *
     * @param output {@code [positions, columns]}, the heads side by side
     * @param weights {@code [head][target][source]}, each row of target + 1 weights that sum to 1
     */
    public record Attended(Matrix output, double[][][] weights) {}

    /**
     * The weighted sums of {@code value}.
     *
     * @param query {@code [positions, columns]}, as {@code key} and {@code value}
     * @param heads a divisor of {@code columns}
     */
    public static Attended of(Matrix query, Matrix key, Matrix value, int heads, Tape tape) {
        var attention = new CausalAttention(query, key, value, heads);
        Matrix output = attention.output();
        tape.onTheWayBack(() -> attention.back(output));
        return new Attended(output, attention.weights);
    }

    private Matrix output() {
        var output = new Matrix(query.rows(), query.columns());
        for (int head = 0; head < weights.length; head++) {
            for (int target = 0; target < query.rows(); target++) {
                weights[head][target] = Softmax.of(scores(head, target));
                addValues(head, target, output);
            }
        }
        return output;
    }

    private double[] scores(int head, int target) {
        double[] scores = new double[target + 1];
        Arrays.setAll(
                scores,
                source -> scale * dot(query, at(head, target), key.values(), at(head, source)));
        return scores;
    }

    private void addValues(int head, int target, Matrix output) {
        for (int source = 0; source <= target; source++) {
            double weight = weights[head][target][source];
            for (int i = 0; i < width; i++) {
                output.values()[at(head, target) + i] +=
                        weight * value.values()[at(head, source) + i];
            }
        }
    }

    private void back(Matrix output) {
        for (int head = 0; head < weights.length; head++) {
            for (int target = 0; target < query.rows(); target++) {
                back(head, target, output.gradients());
            }
        }
    }

    private void back(int head, int target, double[] gradients) {
        double[] byWeight = new double[target + 1];
        int from = at(head, target);
        Arrays.setAll(byWeight, source -> dot(value, at(head, source), gradients, from));
        double[] byScore = Softmax.back(weights[head][target], byWeight);
        for (int source = 0; source <= target; source++) {
            double score = scale * byScore[source];
            double weight = weights[head][target][source];
            int to = at(head, source);
            for (int i = 0; i < width; i++) {
                query.gradients()[from + i] += score * key.values()[to + i];
                key.gradients()[to + i] += score * query.values()[from + i];
                value.gradients()[to + i] += weight * gradients[from + i];
            }
        }
    }

    private double dot(Matrix a, int from, double[] b, int to) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += a.values()[from + i] * b[to + i];
        }
        return sum;
    }

    private int at(int head, int position) {
        return position * query.columns() + head * width;
    }
}

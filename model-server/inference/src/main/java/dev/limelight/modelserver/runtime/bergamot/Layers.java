package dev.limelight.modelserver.runtime.bergamot;

import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.Matrix;
import dev.limelight.modelserver.bergamot.Network;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts that layers are made of, with the arithmetic of intgemm, to the last rounding:
 *
 * <pre>
 * u = clip(round_half_even(x * alpha), -127, 127) + 127
 * y = float(sum u * w) * (1 / (alpha * multiplier)) + prepared bias
 * </pre>
 *
 * <p>There is no zero point in the product: the bias takes the 127 back, as in intgemm. To have the
 * zero point instead is as good a translation and the same text for three sentences of four only.
 */
final class Layers {

    private static final float EPSILON = 1e-6f;
    private static final int ZERO_POINT = 127;
    private static final int LARGEST = 254;

    /** What rounds to 127, and so needs no clipping of bytes, by whatever alpha it was divided. */
    private static final float BELOW_CLIP = 127.4f;

    private final GraphBuilder graph;
    private final BergamotWeights weights;
    private final Network network;
    private final WeightBytes bytes;
    private final Map<String, String> quantized = new HashMap<>();

    Layers(GraphBuilder graph, BergamotWeights weights, WeightBytes bytes) {
        this.graph = graph;
        this.bytes = bytes;
        this.weights = weights;
        this.network = weights.network();
    }

    /** {@code x W + b}. */
    String affine(String x, String name, @Nullable String bias) {
        Matrix matrix = weights.matrix(name);
        return product(quantized(x, matrix.alpha()), matrix, bias);
    }

    /** {@code q k v} and {@code o} of an attention are one letter behind {@code _W} and b. */
    String affine(String x, String prefix, char part) {
        return affine(x, prefix + "_W" + part, prefix + "_b" + part);
    }

    /** Two products with a ReLU between, whose clipping at both ends is one step. */
    String inner(String x, String prefix) {
        Matrix second = weights.matrix(prefix + "_W2");
        String between = affine(x, prefix + "_W1", prefix + "_b1");
        String clipped =
                graph.add(
                        "Clip",
                        between,
                        graph.scalar(0),
                        graph.scalar(BELOW_CLIP / second.alpha()));
        String y = product(rounded(clipped, second.alpha()), second, prefix + "_b2");
        return norm(y, x, prefix + "_ffn");
    }

    /**
     * The layer norm of a sum, in the order of Marian's operations. ONNX Runtime's operator rounds
     * otherwise, and until 1.29 computes the variance as the difference of two large numbers: three
     * times as many texts differ from Marian's.
     */
    String norm(String y, String x, String prefix) {
        String sum = graph.add("Add", y, x);
        String centered = graph.add("Sub", sum, graph.mean(sum));
        String variance = graph.mean(graph.add("Mul", centered, centered));
        String deviation = graph.add("Sqrt", graph.add("Add", variance, graph.scalar(EPSILON)));
        String scale =
                graph.add(
                        "Mul",
                        graph.floats(weights.floats(prefix + "_ln_scale")),
                        graph.add("Reciprocal", deviation));
        return graph.add(
                "Add",
                graph.add("Mul", centered, scale),
                graph.floats(weights.floats(prefix + "_ln_bias")));
    }

    /** The softmax of {@code q k} with a mask: {@code [batch, heads, target, source]}. */
    String attention(String q, String k, String mask) {
        float scale = 1f / (float) Math.sqrt(network.headWidth());
        String products = graph.add("Mul", graph.add("MatMul", q, k), graph.scalar(scale));
        return graph.add(
                "Softmax", List.of(graph.add("Add", products, mask)), Protos.integer("axis", -1));
    }

    /** {@code [batch, tokens, width]} to {@code [batch, heads, tokens, head width]}. */
    String heads(String x) {
        return graph.transpose(split(x), 0, 2, 1, 3);
    }

    /** Likewise, to {@code [batch, heads, head width, tokens]}. */
    String keys(String x) {
        return graph.transpose(split(x), 0, 2, 3, 1);
    }

    /** {@code u} of the class comment. */
    String quantized(String x, float alpha) {
        return quantized.computeIfAbsent(
                x + "*" + alpha,
                key -> graph.add("Clip", rounded(x, alpha), "", graph.unsigned(LARGEST)));
    }

    /** {@code y} of the class comment. */
    String product(String quantized, String matrix, float scale, String bias) {
        return graph.product(quantized, matrix, graph.scalar(scale), bytes, bias);
    }

    private String product(String quantized, Matrix matrix, @Nullable String bias) {
        float[] added = bias == null ? new float[0] : weights.floats(bias);
        return product(
                quantized,
                graph.bytes(bytes, matrix.rows(), matrix.inputs(), matrix.outputs()),
                matrix.scale(),
                graph.floats(matrix.preparedBias(added)));
    }

    /** Multiplied and not divided by the inverse, which would round otherwise. */
    private String rounded(String x, float alpha) {
        String scaled = graph.add("Mul", x, graph.scalar(alpha));
        return graph.add("QuantizeLinear", scaled, graph.scalar(1), graph.unsigned(ZERO_POINT));
    }

    private String split(String x) {
        return graph.reshape(x, 0, 0, network.heads(), network.headWidth());
    }
}

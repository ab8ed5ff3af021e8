package dev.limelight.modelserver.runtime.sample;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.util.List;

/**
 * The parts of Marian's layers: the sum is normalized behind each block, the activation is SiLU.
 *
 * @param scope where the nodes go
 * @param size of the model
 * @param products how weights are multiplied
 */
record Layers(Scope scope, SampleSize size, Products products) {

    /** Marks what is padding before a softmax; fits 16 bits. */
    private static final double FAR_BELOW = -1e4;

    /** Keys or values by head, {@code [batch, heads, tokens, width of a head]}. */
    record Memory(String keys, String values) {}

    /** Hidden states of tokens {@code [batch, tokens]}, the first of them at {@code offset}. */
    String embedded(String ids, String name, String offset) {
        Weights weights = scope.weights();
        int width = size.width();
        String table = weights.random(name, width, size.vocabulary(), width);
        String tokens = scope.node("Gather", table, ids);
        String scale = weights.constant("embedding_scale", Math.sqrt(width));
        String end = scope.node("Add", offset, scope.length(ids, 1));
        String places = weights.random("positions", width, size.positions(), width);
        String placed = scope.node("Slice", places, offset, end, weights.integers("first", 0));
        return scope.node("Add", scope.node("Mul", tokens, scale), placed);
    }

    /** What is added before a softmax over the tokens of {@code mask}, {@code [batch, 1, 1, n]}. */
    String hidden(String mask) {
        Weights weights = scope.weights();
        String kept = scope.cast(mask, weights.floatType());
        String padding = scope.node("Sub", weights.constant("one", 1), kept);
        String far = scope.node("Mul", padding, weights.constant("far_below", FAR_BELOW));
        return scope.node("Unsqueeze", far, weights.integers("axes_1_2", 1, 2));
    }

    Memory memory(String states, String name) {
        return new Memory(
                byHead(linear(states, name + ".k_proj", size.width(), size.width())),
                byHead(linear(states, name + ".v_proj", size.width(), size.width())));
    }

    /**
     * Attention and its sum with {@code states}, normalized.
     *
     * @param mask added before the softmax; empty for none
     */
    String attention(String states, Memory memory, String mask, String name) {
        int width = size.width();
        double scale = 1 / Math.sqrt((double) width / size.heads());
        String queries =
                scope.node(
                        "Mul",
                        linear(states, name + ".q_proj", width, width),
                        scope.weights().constant("query_scale", scale));
        String scores =
                scope.node("MatMul", byHead(queries), scope.transpose(memory.keys(), 0, 1, 3, 2));
        String masked = mask.isEmpty() ? scores : scope.node("Add", scores, mask);
        String map = scope.node("Softmax", List.of(masked), Protos.integer("axis", -1));
        String read = scope.transpose(scope.node("MatMul", map, memory.values()), 0, 2, 1, 3);
        String joined = scope.reshape(read, 0, 0, width);
        return sum(states, linear(joined, name + ".out_proj", width, width), name);
    }

    /** The feed-forward block and its sum with {@code states}, normalized. */
    String feedForward(String states, String name) {
        String inner = linear(states, name + ".fc1", size.width(), size.inner());
        String active = scope.node("Mul", inner, scope.node("Sigmoid", inner));
        return sum(states, linear(active, name + ".fc2", size.inner(), size.width()), name);
    }

    /** Scores of all tokens that may come next; the end of a sentence never does. */
    String logits(String states) {
        String scores = products.product(scope, states, "lm_head", size.width(), size.vocabulary());
        String bias = scope.weights().except("final_logits_bias", size.vocabulary(), 0, FAR_BELOW);
        return scope.node("Add", scores, bias);
    }

    private String sum(String left, String right, String name) {
        Weights weights = scope.weights();
        List<String> inputs =
                List.of(
                        scope.node("Add", left, right),
                        weights.constant(name + ".norm.weight", 1, size.width()),
                        weights.constant(name + ".norm.bias", 0, size.width()));
        return scope.node("LayerNormalization", inputs, Protos.integer("axis", -1));
    }

    private String linear(String value, String name, int inputs, int outputs) {
        String product = products.product(scope, value, name + ".weight", inputs, outputs);
        String bias = scope.weights().random(name + ".bias", outputs, outputs);
        return scope.node("Add", product, bias);
    }

    private String byHead(String value) {
        long head = size.width() / size.heads();
        return scope.transpose(scope.reshape(value, 0, 0, size.heads(), head), 0, 2, 1, 3);
    }

    static int integerType() {
        return TensorProto.DataType.INT64_VALUE;
    }
}

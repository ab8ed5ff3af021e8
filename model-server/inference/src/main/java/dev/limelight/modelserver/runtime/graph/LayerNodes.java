package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what goes into an attention map, by what the graph does: the product of queries and keys
 * before the Softmax, the product with the values behind it, and the states that queries are made
 * of.
 */
final class LayerNodes {

    private static final String MATMUL = "MatMul";
    private static final int MOST_STEPS = 6;

    /** Steps between a Softmax and the product before it: scale and mask. */
    private static final Set<String> BEFORE_SOFTMAX =
            Set.of("Add", "Div", "Mul", "Sub", "Where", "Cast", "Identity", "Reshape");

    /** Steps between queries and the states that they are made of. */
    private static final Set<String> BEFORE_PRODUCT =
            Set.of("Transpose", "Reshape", "Div", "Mul", "Add", "Cast", "Identity");

    private final GraphProto graph;
    private final Map<String, NodeProto> makers = new HashMap<>();

    LayerNodes(GraphProto graph) {
        this.graph = graph;
        for (NodeProto node : graph.getNodeList()) {
            node.getOutputList().forEach(output -> makers.put(output, node));
        }
    }

    /**
     * The tensors of a layer.
     *
     * @param states that the layer reads, {@code [batch, tokens, width]}
     * @param query {@code [batch, heads, tokens, size]}
     * @param key transposed, {@code [batch, heads, size, tokens]}
     * @param product of both, before any scale or mask
     * @param scores what the Softmax gets, {@code [batch, heads, target, source]}
     * @param value {@code [batch, heads, tokens, size]}
     * @param context weighted sum of the values, {@code [batch, heads, tokens, size]}
     */
    record Layer(
            String states,
            String query,
            String key,
            String product,
            String scores,
            String value,
            String context) {}

    /** The tensors of the layer that a map belongs to; empty where the graph does not show them. */
    Optional<Layer> of(String map) {
        NodeProto softmax = makers.get(map);
        NodeProto weighted = reader(map);
        if (softmax == null || weighted == null) {
            return Optional.empty();
        }
        return product(softmax.getInput(0), BEFORE_SOFTMAX, MOST_STEPS)
                .flatMap(product -> layer(softmax, product, weighted));
    }

    private Optional<Layer> layer(NodeProto softmax, NodeProto product, NodeProto weighted) {
        return product(product.getInput(0), BEFORE_PRODUCT, MOST_STEPS)
                .map(
                        projection ->
                                new Layer(
                                        projection.getInput(0),
                                        product.getInput(0),
                                        product.getInput(1),
                                        product.getOutput(0),
                                        softmax.getInput(0),
                                        weighted.getInput(1),
                                        weighted.getOutput(0)));
    }

    private @Nullable NodeProto reader(String map) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals(MATMUL) && node.getInput(0).equals(map))
                .findFirst()
                .orElse(null);
    }

    /** The product that a tensor comes from, through steps of some kinds. */
    private Optional<NodeProto> product(String tensor, Set<String> through, int steps) {
        NodeProto maker = makers.get(tensor);
        if (maker == null || steps == 0) {
            return Optional.empty();
        }
        if (maker.getOpType().equals(MATMUL)) {
            return Optional.of(maker);
        }
        return through.contains(maker.getOpType())
                ? first(maker, through, steps)
                : Optional.empty();
    }

    private Optional<NodeProto> first(NodeProto maker, Set<String> through, int steps) {
        List<String> inputs = maker.getInputList();
        return inputs.stream()
                .flatMap(input -> product(input, through, steps - 1).stream())
                .findFirst();
    }
}

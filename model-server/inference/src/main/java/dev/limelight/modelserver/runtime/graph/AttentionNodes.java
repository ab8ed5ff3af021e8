package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds attention by what the graph does and not by names, which every exporter chooses anew: a
 * Softmax over the last axis whose output is the left side of a matrix product, of numbers of 32 or
 * 8 bits. ONNX wants nodes in topological order, so the order found is the order of the layers.
 */
final class AttentionNodes {

    /**
     * Steps that some exporters put between Softmax and product; the map itself stays what it is.
     */
    private static final Set<String> PASSED_THROUGH =
            Set.of(
                    "Dropout",
                    "Cast",
                    "Identity",
                    "Where",
                    "Reshape",
                    "DynamicQuantizeLinear",
                    "QuantizeLinear",
                    "DequantizeLinear");

    /** Products of matrices whose left side is their first input. */
    private static final Set<String> PRODUCTS =
            Set.of(
                    "MatMul",
                    "MatMulInteger",
                    "QLinearMatMul",
                    "FusedMatMul",
                    "MatMulIntegerToFloat",
                    "DynamicQuantizeMatMul");

    private static final int MOST_STEPS = 5;

    private final int opset;
    private final Map<String, List<NodeProto>> readers = new HashMap<>();

    private AttentionNodes(GraphProto graph, int opset) {
        this.opset = opset;
        for (NodeProto node : graph.getNodeList()) {
            for (String input : node.getInputList()) {
                readers.computeIfAbsent(input, x -> new ArrayList<>()).add(node);
            }
        }
    }

    /** The outputs of the attention Softmax nodes, in the order of the layers. */
    static List<String> maps(GraphProto graph, int opset) {
        AttentionNodes nodes = new AttentionNodes(graph, opset);
        return graph.getNodeList().stream()
                .filter(n -> n.getOpType().equals("Softmax") && n.getDomain().isEmpty())
                .filter(nodes::isOverLastAxis)
                .map(n -> n.getOutput(0))
                .filter(output -> nodes.feedsProduct(output, MOST_STEPS))
                .toList();
    }

    private boolean isOverLastAxis(NodeProto softmax) {
        long axis =
                softmax.getAttributeList().stream()
                        .filter(a -> a.getName().equals("axis"))
                        .mapToLong(AttributeProto::getI)
                        .findFirst()
                        .orElse(opset < 13 ? 1 : -1);
        return axis == -1 || axis == 3;
    }

    private boolean feedsProduct(String value, int steps) {
        return readers.getOrDefault(value, List.of()).stream()
                .anyMatch(reader -> isProductOf(reader, value) || passesOn(reader, steps));
    }

    private boolean passesOn(NodeProto reader, int steps) {
        return steps > 0
                && PASSED_THROUGH.contains(reader.getOpType())
                && feedsProduct(reader.getOutput(0), steps - 1);
    }

    private static boolean isProductOf(NodeProto reader, String left) {
        return PRODUCTS.contains(reader.getOpType()) && reader.getInput(0).equals(left);
    }
}

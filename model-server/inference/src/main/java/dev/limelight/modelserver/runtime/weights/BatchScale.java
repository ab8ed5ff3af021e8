package dev.limelight.modelserver.runtime.weights;

import ai.onnx.proto.OnnxMl.GraphProto;
import java.util.Set;

/**
 * Graphs as {@code quantize_dynamic} makes them round their numbers to 8 bits with one scale for
 * the whole batch. What comes out for a text then depends on the texts beside it, by up to some
 * percent, so such a graph must read each text alone.
 */
public final class BatchScale {

    private static final Set<String> OPERATORS =
            Set.of(
                    "DynamicQuantizeLinear",
                    "DynamicQuantizeMatMul",
                    "DynamicQuantizeLSTM",
                    "QAttention");

    private BatchScale() {}

    /** Whether a row's numbers depend on the other rows. */
    public static boolean isIn(GraphProto graph) {
        return Subgraphs.all(graph)
                .flatMap(each -> each.getNodeList().stream())
                .anyMatch(node -> OPERATORS.contains(node.getOpType()));
    }
}

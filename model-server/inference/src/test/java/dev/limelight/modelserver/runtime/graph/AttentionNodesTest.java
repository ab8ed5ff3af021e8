package dev.limelight.modelserver.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between a Softmax and the product with the values, as exporters write it. */
class AttentionNodesTest {

    private static final int OPSET = 17;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MatMul",
                "Dropout MatMul",
                "Cast Where Cast MatMul",
                "DynamicQuantizeLinear MatMulInteger",
                "QuantizeLinear DequantizeLinear MatMul",
                "QuantizeLinear QLinearMatMul",
                "Where Reshape MatMul",
                "Where Reshape DynamicQuantizeLinear MatMulInteger",
                "Where Dropout Cast Reshape DynamicQuantizeLinear MatMulInteger",
                "FusedMatMul"
            })
    void when_aSoftmaxReachesTheValues_then_itIsAttention(String steps) {
        assertThat(AttentionNodes.maps(graph(steps, 0), OPSET)).containsExactly("map");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gather", "ReduceSum MatMul", "Mul MatMul"})
    void when_aSoftmaxIsUsedOtherwise_then_itIsNone(String steps) {
        assertThat(AttentionNodes.maps(graph(steps, 0), OPSET)).isEmpty();
    }

    @Test
    void when_theSoftmaxIsTheRightSide_then_itIsNone() {
        assertThat(AttentionNodes.maps(graph("MatMul", 1), OPSET)).isEmpty();
    }

    private static GraphProto graph(String steps, int side) {
        GraphProto.Builder graph = GraphProto.newBuilder();
        graph.addNode(node("Softmax", "map", List.of("scores")));
        String value = "map";
        for (String step : steps.split(" ", -1)) {
            List<String> inputs = side == 0 ? List.of(value, "other") : List.of("other", value);
            value = "after_" + value;
            graph.addNode(node(step, value, inputs));
        }
        return graph.build();
    }

    private static NodeProto node(String type, String output, List<String> inputs) {
        return NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output).build();
    }
}

package dev.limelight.modelserver.runtime.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.fixture.TestModels;
import dev.limelight.modelserver.runtime.OnnxRuntime;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class OnnxGraphTest {

    @Test
    void when_miniLmIsRead_then_itShowsItsSixLayersInOrder() {
        OnnxGraph graph = OnnxGraph.read(TestModels.miniLm());
        assertThat(graph.opset()).isEqualTo(14);
        assertThat(graph.inputs())
                .containsExactlyInAnyOrder("input_ids", "attention_mask", "token_type_ids");
        assertThat(graph.hiddenStates()).isEqualTo("output_0");
        assertThat(graph.attentionMaps())
                .hasSize(6)
                .first()
                .isEqualTo("/encoder/layer.0/attention/self/Softmax_output_0");
        assertThat(graph.attentionMaps().get(5)).contains("layer.5");
    }

    @Test
    void when_layersAreAskedFor_then_outputsAreHiddenStatesAndThoseLayersOnly() {
        OnnxGraph tapped =
                OnnxGraph.read(TestModels.miniLm())
                        .withAttention(List.of(AttentionTap.mean(1), AttentionTap.mean(4)), 12);
        assertThat(tapped.outputs())
                .containsExactly(
                        "output_0", "limelight_attention_1_mean", "limelight_attention_4_mean");
    }

    @Test
    void when_aLayerDoesNotExist_then_itIsRefusedWithTheRange() {
        OnnxGraph graph = OnnxGraph.read(TestModels.miniLm());
        assertThatThrownBy(() -> graph.withAttention(List.of(AttentionTap.mean(6)), 12))
                .isInstanceOf(ModelException.class)
                .hasMessage("attention of layer 6, expected 0 to 5");
    }

    @Test
    void when_attentionIsFused_then_itIsRefusedAndNamed() {
        OnnxGraph fused = OnnxGraph.of(tiny(14, "MultiHeadAttention", null));
        assertThatThrownBy(fused::attentionMaps)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("MultiHeadAttention")
                .hasMessageContaining("without fused attention");
    }

    @Test
    void when_aSoftmaxIsOverAnotherAxis_then_itIsNoAttention() {
        OnnxGraph graph = OnnxGraph.of(tiny(14, "Softmax", 1L));
        assertThatThrownBy(graph::attentionMaps).isInstanceOf(ModelException.class);
    }

    @Test
    void when_aFileIsNoOnnx_then_itIsRefused() {
        assertThatThrownBy(() -> OnnxGraph.read(new byte[] {1, 2, 3}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("3 bytes");
    }

    /** Split and Squeeze changed their form at 13 and 18. */
    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 17, 18, 21})
    void when_theOperatorSetIsAnother_then_theMeanOfHeadsIsRight(int opset) throws Exception {
        OnnxGraph tapped =
                OnnxGraph.of(tiny(opset, "Softmax", opset < 13 ? 3L : -1L))
                        .withAttention(List.of(AttentionTap.mean(0)), 2);
        OrtEnvironment environment = OnnxRuntime.environment();
        float[][][][] scores = {{{{0, 1}, {2, 0}}, {{3, 0}, {0, 0}}}};
        try (OrtSession session = environment.createSession(tapped.bytes());
                OnnxTensor x = OnnxTensor.createTensor(environment, scores);
                OrtSession.Result result = session.run(Map.of("x", x))) {
            float[][][] mean =
                    (float[][][])
                            result.get(OnnxGraph.attentionOutput(AttentionTap.mean(0)))
                                    .orElseThrow()
                                    .getValue();
            assertThat(mean[0][0][0]).isCloseTo((0.26894f + 0.95257f) / 2, offset());
            assertThat(mean[0][1][0]).isCloseTo((0.88080f + 0.5f) / 2, offset());
        }
    }

    private static Offset<Float> offset() {
        return Offset.offset(1e-4f);
    }

    /** x -> operator -> MatMul with x -> the first of the batch, as hidden states of three axes. */
    private static ModelProto tiny(int opset, String operator, Long axis) {
        NodeProto.Builder attention =
                NodeProto.newBuilder().setOpType(operator).addInput("x").addOutput("map");
        if (axis != null) {
            attention.addAttribute(
                    AttributeProto.newBuilder()
                            .setName("axis")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(axis));
        }
        GraphProto graph =
                GraphProto.newBuilder()
                        .setName("tiny")
                        .addInput(value("x", 1, 2, 2, 2))
                        .addNode(attention)
                        .addNode(node("MatMul", "product", "map", "x"))
                        .addInitializer(firstOfBatch())
                        .addNode(node("Gather", "hidden", "product", "first"))
                        .addOutput(value("hidden", 2, 2, 2))
                        .build();
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(graph)
                .build();
    }

    private static TensorProto firstOfBatch() {
        return TensorProto.newBuilder()
                .setName("first")
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addInt64Data(0)
                .build();
    }

    private static NodeProto node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            dimensions.addDim(Dimension.newBuilder().setDimValue(size));
        }
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}

package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Appends one attention head, or the mean over all, to a graph: {@code [batch, heads, target,
 * source]} becomes {@code [batch, target, source]}.
 *
 * <h2>Why Split and Mean, and not ReduceMean</h2>
 *
 * ONNX Runtime's ReduceMean picks its loop by shape, and with it the order of the additions: a
 * batch of one takes another loop than a batch of two. The last bits of a map then tell how many
 * texts it was computed with (1.29 on an EPYC with AVX-512: 76 of 95 combinations of batch and
 * padding differed, by up to 1.2e-7; a Transpose before the ReduceMean changes nothing). Mean over
 * separate tensors adds element by element in a fixed order: 0 of 95 differed. The price is within
 * the noise of the measurement: 16 x 256 tokens, all six maps of MiniLM, 2 threads: 0.75 s against
 * 0.72 s.
 */
public final class HeadReduction {

    private static final int HEAD_AXIS = 1;

    private final int opset;
    private final int heads;

    /**
     * @param opset the version of the operators that the graph is written in
     * @param heads attention heads of a layer
     */
    public HeadReduction(int opset, int heads) {
        this.opset = opset;
        this.heads = heads;
    }

    /**
     * Makes the tapped part of {@code map} the graph output {@code output}.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is no such head
     */
    public void append(GraphProto.Builder graph, String map, AttentionTap tap, String output) {
        checkHead(tap);
        if (tap.isMean()) {
            appendMean(graph, map, output);
        } else {
            appendHead(graph, map, tap.head(), output);
        }
        graph.addNode(toFloat(output + "_row", output));
        graph.addOutput(declaration(output));
    }

    private void appendHead(GraphProto.Builder graph, String map, int head, String output) {
        String index = output + "_head";
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(index)
                        .setDataType(TensorProto.DataType.INT64_VALUE)
                        .addInt64Data(head));
        graph.addNode(
                node("Gather", List.of(map, index), List.of(output + "_row")).toBuilder()
                        .addAttribute(Protos.integer("axis", HEAD_AXIS)));
    }

    private void appendMean(GraphProto.Builder graph, String map, String output) {
        List<String> parts =
                IntStream.range(0, heads).mapToObj(h -> output + "_head_" + h).toList();
        graph.addNode(split(map, parts));
        graph.addNode(node("Mean", parts, List.of(output + "_all")));
        graph.addNode(squeeze(graph, output + "_all", output + "_row"));
    }

    private void checkHead(AttentionTap tap) {
        if (tap.head() >= heads) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "attention of %s, expected heads 0 to %d".formatted(tap, heads - 1));
        }
    }

    private NodeProto split(String map, List<String> parts) {
        NodeProto.Builder split = node("Split", List.of(map), parts).toBuilder();
        split.addAttribute(Protos.integer("axis", HEAD_AXIS));
        if (opset >= 18) {
            split.addAttribute(Protos.integer("num_outputs", heads));
        }
        return split.build();
    }

    /** Axes are an attribute before opset 13 and an input since. */
    private NodeProto squeeze(GraphProto.Builder graph, String from, String to) {
        if (opset < 13) {
            return node("Squeeze", List.of(from), List.of(to)).toBuilder()
                    .addAttribute(Protos.integers("axes", HEAD_AXIS))
                    .build();
        }
        graph.addInitializer(axes(to + "_axes"));
        return node("Squeeze", List.of(from, to + "_axes"), List.of(to));
    }

    private static TensorProto axes(String name) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(1)
                .addInt64Data(HEAD_AXIS)
                .build();
    }

    private static NodeProto node(String operator, List<String> inputs, List<String> outputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(outputs.get(0) + "_" + operator)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .build();
    }

    /**
     * Half-precision graphs give half-precision maps; a cast of what is float already costs
     * nothing.
     */
    static NodeProto toFloat(String from, String to) {
        return node("Cast", List.of(from), List.of(to)).toBuilder()
                .addAttribute(Protos.integer("to", TensorProto.DataType.FLOAT_VALUE))
                .build();
    }

    /** The declaration of an output of 32-bit floats. */
    static ValueInfoProto declaration(String name) {
        return Protos.tensor(name, TensorProto.DataType.FLOAT_VALUE);
    }
}

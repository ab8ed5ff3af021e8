package dev.limelight.modelserver.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Edits of an exported decoder, as Hugging Face Optimum writes it, so that generation copies
 * nothing through the Java heap.
 *
 * <ul>
 *   <li>Each input {@code past_key_values.*}, and {@link #HIDDEN} where it is read, goes through a
 *       {@code Gather} over the batch: which row of the step before a row goes on from is an input,
 *       {@link #ROWS} for the decoder's own keys and values, {@link #SOURCES} for those of the
 *       encoder, of which there is one a source and not one a beam.
 *   <li>Cross-attention becomes an output, also out of both branches of a merged decoder's {@code
 *       If}.
 * </ul>
 */
final class DecoderGraph {

    /** Input: for each row the row of the step before, {@code [rows]}. */
    static final String ROWS = "limelight_rows";

    /** Input: for each row its source, {@code [rows]}. */
    static final String SOURCES = "limelight_sources";

    static final String PAST = "past_key_values.";

    /** Input: what the encoder made of the sources; some graphs only read its shape. */
    static final String HIDDEN = "encoder_hidden_states";

    private static final String CROSS = ".encoder.";
    private static final String IF = "If";

    private DecoderGraph() {}

    /** {@code graph} with its past gathered by {@link #ROWS} and {@link #SOURCES}. */
    static GraphProto withGatheredPast(GraphProto graph) {
        Map<String, String> names = new HashMap<>();
        List<NodeProto> gathers = new ArrayList<>();
        for (ValueInfoProto input : graph.getInputList()) {
            String name = input.getName();
            if (name.startsWith(PAST) || name.equals(HIDDEN)) {
                names.put(name, "limelight_gathered." + name);
                boolean isOwn = name.startsWith(PAST) && !name.contains(CROSS);
                gathers.add(gather(name, isOwn ? ROWS : SOURCES));
            }
        }
        if (names.keySet().stream().noneMatch(name -> name.startsWith(PAST))) {
            return graph;
        }
        GraphProto.Builder edited = renamed(graph, names).toBuilder();
        List<NodeProto> nodes = edited.getNodeList();
        edited.clearNode().addAllNode(gathers).addAllNode(nodes);
        return edited.addInput(indices(ROWS)).addInput(indices(SOURCES)).build();
    }

    /**
     * {@code graph} with the cross-attention of {@code taps} as outputs {@code [rows, target,
     * source]}, named by {@link OnnxGraph#attentionOutput}.
     *
     * @param heads attention heads of a decoder layer
     */
    static GraphProto withCrossAttention(
            GraphProto graph, List<AttentionTap> taps, int heads, int opset) {
        if (taps.isEmpty()) {
            return graph;
        }
        int branching = branching(graph);
        return branching < 0
                ? tapped(graph, taps, "", new HeadReduction(opset, heads), opset)
                : branched(graph, branching, taps, new HeadReduction(opset, heads), opset);
    }

    private static GraphProto branched(
            GraphProto graph, int at, List<AttentionTap> taps, HeadReduction reduction, int opset) {
        NodeProto.Builder choice = graph.getNode(at).toBuilder();
        for (AttributeProto.Builder branch : choice.getAttributeBuilderList()) {
            String suffix = "_" + branch.getName();
            branch.setG(tapped(branch.getG(), taps, suffix, reduction, opset));
        }
        GraphProto.Builder edited = graph.toBuilder();
        for (AttentionTap tap : taps) {
            String output = OnnxGraph.attentionOutput(tap);
            choice.addOutput(output);
            edited.addOutput(HeadReduction.declaration(output));
        }
        return edited.setNode(at, choice).build();
    }

    private static GraphProto tapped(
            GraphProto graph,
            List<AttentionTap> taps,
            String suffix,
            HeadReduction reduction,
            int opset) {
        List<String> maps = crossMaps(graph, opset);
        GraphProto.Builder edited = graph.toBuilder();
        for (AttentionTap tap : taps) {
            if (tap.layer() >= maps.size()) {
                throw new ModelException(
                        Category.MODEL_ERROR,
                        "cross-attention of layer %d, expected 0 to %d"
                                .formatted(tap.layer(), maps.size() - 1));
            }
            String output = OnnxGraph.attentionOutput(tap) + suffix;
            reduction.append(edited, maps.get(tap.layer()), tap, output);
        }
        return edited.build();
    }

    /** A decoder layer looks at itself first, at the source second. */
    private static List<String> crossMaps(GraphProto graph, int opset) {
        List<String> maps = AttentionNodes.maps(graph, opset);
        if (maps.isEmpty() || maps.size() % 2 != 0) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%d attention maps in the decoder, expected two a layer; export the model"
                                    .formatted(maps.size())
                            + " without fused attention");
        }
        List<String> cross = new ArrayList<>();
        for (int i = 1; i < maps.size(); i += 2) {
            cross.add(maps.get(i));
        }
        return cross;
    }

    /** Where the {@code If} of a merged decoder is; -1 in another. */
    private static int branching(GraphProto graph) {
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (graph.getNode(i).getOpType().equals(IF)) {
                return i;
            }
        }
        return -1;
    }

    /** With other names for values that nodes read, in branches too. */
    private static GraphProto renamed(GraphProto graph, Map<String, String> names) {
        GraphProto.Builder edited = graph.toBuilder().clearNode();
        for (NodeProto node : graph.getNodeList()) {
            NodeProto.Builder copy = node.toBuilder().clearInput();
            node.getInputList().forEach(name -> copy.addInput(names.getOrDefault(name, name)));
            copy.getAttributeBuilderList().stream()
                    .filter(AttributeProto.Builder::hasG)
                    .forEach(branch -> branch.setG(renamed(branch.getG(), names)));
            edited.addNode(copy);
        }
        return edited.build();
    }

    private static NodeProto gather(String name, String indices) {
        return NodeProto.newBuilder()
                .setOpType("Gather")
                .setName("limelight_gather." + name)
                .addInput(name)
                .addInput(indices)
                .addOutput("limelight_gathered." + name)
                .build();
    }

    private static ValueInfoProto indices(String name) {
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.INT64_VALUE).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}

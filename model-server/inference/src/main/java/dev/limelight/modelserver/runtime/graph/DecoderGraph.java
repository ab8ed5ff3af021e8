package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits of an exported decoder, as Hugging Face Optimum writes it.
 *
 * <ul>
 *   <li>Cross-attention becomes an output, also out of both branches of a merged decoder's {@code
 *       If}.
 *   <li>The logarithm of the softmax over the vocabulary becomes an output: ONNX Runtime computes
 *       it many times faster than a loop over 58,000 exponentials in Java.
 * </ul>
 */
public final class DecoderGraph {

    /** Output: scores of the next token in 32 bits, {@code [rows, 1, vocabulary]}. */
    public static final String SCORES = "limelight_logits";

    /** Output: natural logs of the softmax of {@link #SCORES}, of the same shape. */
    public static final String LOG_PROBABILITIES = "limelight_log_probabilities";

    private static final String LOGITS = "logits";
    private static final int VOCABULARY_AXIS = 2;
    private static final String IF = "If";

    private DecoderGraph() {}

    /**
     * A decoder with log-probabilities and the cross-attention of {@code taps} as further outputs.
     *
     * @param heads attention heads of a decoder layer
     * @throws ModelException {@code MODEL_ERROR} when it has no such output or attention
     */
    public static OnnxGraph of(OnnxGraph decoder, List<AttentionTap> taps, int heads) {
        GraphProto tapped = withCrossAttention(decoder.graph(), taps, heads, decoder.opset());
        return decoder.with(withLogProbabilities(tapped).toBuilder());
    }

    /** Whether a decoder shows the cross-attention of some taps. */
    public static boolean shows(OnnxGraph decoder, List<AttentionTap> taps, int heads) {
        try {
            var unused = withCrossAttention(decoder.graph(), taps, heads, decoder.opset());
            return true;
        } catch (ModelException e) {
            return false;
        }
    }

    /** {@code graph} with {@link #SCORES} and {@link #LOG_PROBABILITIES} as further outputs. */
    private static GraphProto withLogProbabilities(GraphProto graph) {
        boolean isThere = graph.getOutputList().stream().anyMatch(o -> o.getName().equals(LOGITS));
        if (!isThere) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "a decoder without the output '%s', expected one that Hugging Face Optimum wrote"
                            .formatted(LOGITS));
        }
        return graph.toBuilder()
                .addNode(HeadReduction.toFloat(LOGITS, SCORES))
                .addNode(logSoftmax())
                .addOutput(HeadReduction.declaration(SCORES))
                .addOutput(HeadReduction.declaration(LOG_PROBABILITIES))
                .build();
    }

    private static NodeProto logSoftmax() {
        return NodeProto.newBuilder()
                .setOpType("LogSoftmax")
                .setName(LOG_PROBABILITIES)
                .addInput(SCORES)
                .addOutput(LOG_PROBABILITIES)
                .addAttribute(Protos.integer("axis", VOCABULARY_AXIS))
                .build();
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
}

package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.runtime.weights.BatchScale;
import dev.limelight.modelserver.runtime.weights.ExternalWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An exported transformer encoder as a graph that can be read and edited before it is run.
 * Immutable; edits give a new graph.
 */
public final class OnnxGraph {

    private final ModelProto model;

    /** Where weights lie that the model does not hold; null for none. */
    private final @Nullable Path weights;

    private OnnxGraph(ModelProto model, @Nullable Path weights) {
        this.model = model;
        this.weights = weights;
    }

    /**
     * Reads an {@code .onnx} file with its weights inside. The weights are not copied, so {@code
     * file} must not be changed afterwards.
     *
     * @throws ModelException {@code MODEL_ERROR} when it is no ONNX file
     */
    public static OnnxGraph read(byte[] file) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(file);
            in.enableAliasing(true);
            return of(ModelProto.parseFrom(in));
        } catch (IOException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%d bytes that are no ONNX model, expected an .onnx file"
                            .formatted(file.length),
                    e);
        }
    }

    /**
     * Reads an {@code .onnx} file, whose weights may lie beside it.
     *
     * @throws ModelException {@code MODEL_ERROR} when it is no ONNX file, or weights are missing
     */
    public static OnnxGraph read(Path file) {
        try {
            return read(Files.readAllBytes(file), file);
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }

    /**
     * The same for a file that was read before.
     *
     * @param content of {@code file}; must not be changed afterwards
     * @throws ModelException {@code MODEL_ERROR} when it is no ONNX file, or weights are missing
     */
    public static OnnxGraph read(byte[] content, Path file) {
        ExternalWeights external = ExternalWeights.resolve(read(content).model, file);
        return new OnnxGraph(external.model(), external.folder());
    }

    static OnnxGraph of(ModelProto model) {
        return new OnnxGraph(model, null);
    }

    /** The graph with other nodes or outputs; the operators' version and the weights stay. */
    OnnxGraph with(GraphProto.Builder edited) {
        return new OnnxGraph(model.toBuilder().setGraph(edited).build(), weights);
    }

    /** The version of the operator set that the nodes are written in. */
    public int opset() {
        return (int)
                model.getOpsetImportList().stream()
                        .filter(o -> o.getDomain().isEmpty() || o.getDomain().equals("ai.onnx"))
                        .mapToLong(o -> o.getVersion())
                        .max()
                        .orElse(1);
    }

    /** What must be fed: graph inputs that are not weights, in the order of the graph. */
    public List<String> inputs() {
        Set<String> weights =
                graph().getInitializerList().stream()
                        .map(w -> w.getName())
                        .collect(Collectors.toSet());
        return graph().getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> !weights.contains(name))
                .toList();
    }

    /** Names of all outputs, in the order of the graph. */
    public List<String> outputs() {
        return graph().getOutputList().stream().map(ValueInfoProto::getName).toList();
    }

    /**
     * The output that holds the last hidden states, {@code [batch, tokens, width]}: by its usual
     * name, else the first output with three axes.
     *
     * @throws ModelException {@code MODEL_ERROR} when there is none
     */
    public String hiddenStates() {
        if (outputs().contains("last_hidden_state")) {
            return "last_hidden_state";
        }
        return graph().getOutputList().stream()
                .filter(o -> o.getType().getTensorType().getShape().getDimCount() == 3)
                .map(ValueInfoProto::getName)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ModelException(
                                        Category.MODEL_ERROR,
                                        "outputs %s, expected one [batch, tokens, width]"
                                                .formatted(outputs())));
    }

    /**
     * The attention maps {@code [batch, heads, target, source]} of the encoder, by layer.
     *
     * @throws ModelException {@code MODEL_ERROR} when the graph shows none, which is so for graphs
     *     with fused attention operators
     */
    public List<String> attentionMaps() {
        List<String> maps = AttentionNodes.maps(graph(), opset());
        if (maps.isEmpty()) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "no attention visible among the operators %s, expected a Softmax over the last"
                                    .formatted(operators())
                            + " axis that feeds a MatMul; export the model without fused attention");
        }
        return maps;
    }

    /** How the output is called that {@link #withAttention} makes of a tap. */
    public static String attentionOutput(AttentionTap tap) {
        String heads = tap.isMean() ? "mean" : "head_" + tap.head();
        String step = tap.shifted() ? "_shifted" : "";
        return "limelight_attention_" + tap.layer() + "_" + heads + step;
    }

    /**
     * This graph with exactly these outputs: the hidden states, and for each of {@code taps} its
     * attention, {@code [batch, target, source]}. All other outputs go, and ONNX Runtime then
     * leaves out what only they needed.
     *
     * @param taps which layers and heads
     * @param heads attention heads of a layer
     */
    public OnnxGraph withAttention(List<AttentionTap> taps, int heads) {
        List<String> maps = taps.isEmpty() ? List.of() : attentionMaps();
        GraphProto.Builder edited = graph().toBuilder().clearOutput().clearValueInfo();
        edited.addOutput(output(hiddenStates()));
        HeadReduction reduction = new HeadReduction(opset(), heads);
        for (AttentionTap tap : taps) {
            reduction.append(edited, map(maps, tap.layer()), tap, attentionOutput(tap));
        }
        GraphAxes.nameTokenAxis(edited);
        return with(edited);
    }

    /**
     * This graph with everything that its layers compute on the way to attention as outputs, called
     * {@link #layerOutput}, beside the hidden states. Of a layer that the graph does not show, as
     * where matrices have 8 bits, there is only the attention.
     */
    public OnnxGraph withLayers() {
        List<String> maps = attentionMaps();
        var nodes = new LayerNodes(graph());
        GraphProto.Builder edited = graph().toBuilder().clearOutput().clearValueInfo();
        edited.addOutput(output(hiddenStates()));
        for (int layer = 0; layer < maps.size(); layer++) {
            expose(edited, layer, LayerPart.ATTENTION, maps.get(layer));
            LayerNodes.Layer found = nodes.of(maps.get(layer)).orElse(null);
            if (found != null) {
                expose(edited, layer, LayerPart.STATES, found.states());
                expose(edited, layer, LayerPart.QUERY, found.query());
                expose(edited, layer, LayerPart.KEY, found.key());
                expose(edited, layer, LayerPart.PRODUCT, found.product());
                expose(edited, layer, LayerPart.SCORES, found.scores());
                expose(edited, layer, LayerPart.VALUE, found.value());
                expose(edited, layer, LayerPart.CONTEXT, found.context());
            }
        }
        GraphAxes.nameTokenAxis(edited);
        return with(edited);
    }

    /** How the output is called that {@link #withLayers} makes of a part of a layer. */
    public static String layerOutput(int layer, LayerPart part) {
        return "limelight_layer_" + layer + "_" + part.name().toLowerCase(Locale.ROOT);
    }

    private static void expose(GraphProto.Builder graph, int layer, LayerPart part, String tensor) {
        String output = layerOutput(layer, part);
        graph.addNode(HeadReduction.toFloat(tensor, output));
        graph.addOutput(HeadReduction.declaration(output));
    }

    /** Where ONNX Runtime must look for weights that are not in the graph; empty for nowhere. */
    public Optional<Path> weights() {
        return Optional.ofNullable(weights);
    }

    /** Whether texts must be read one by one, see {@link BatchScale}. */
    public boolean readsAlone() {
        return BatchScale.isIn(graph());
    }

    /** The {@code .onnx} file. */
    public byte[] bytes() {
        return model.toByteArray();
    }

    private static String map(List<String> maps, int layer) {
        if (layer < 0 || layer >= maps.size()) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "attention of layer %d, expected 0 to %d".formatted(layer, maps.size() - 1));
        }
        return maps.get(layer);
    }

    private ValueInfoProto output(String name) {
        return graph().getOutputList().stream()
                .filter(o -> o.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> operators() {
        return graph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    GraphProto graph() {
        return model.getGraph();
    }
}

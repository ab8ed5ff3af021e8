package dev.limelight.modelserver.runtime.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts that an {@code .onnx} file states, read without running it. Reads weights that lie in
 * the file, not those beside it. Immutable.
 */
public final class GraphFacts {

    private final ModelProto model;

    private GraphFacts(ModelProto model) {
        this.model = model;
    }

    /**
     * Reads a file.
     *
     * @throws ModelException {@code MODEL_ERROR} when it is no ONNX model
     */
    public static GraphFacts read(Path file) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(Files.readAllBytes(file));
            in.enableAliasing(true);
            ModelProto model = ModelProto.parseFrom(in);
            if (model.getGraph().getNodeCount() > 0) {
                return new GraphFacts(Stripped.of(model));
            }
        } catch (IOException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s is no ONNX model (%s); fetch or export it again"
                            .formatted(file, e.getMessage()),
                    e);
        }
        throw new ModelException(
                Category.MODEL_ERROR,
                file + " is an ONNX file without a graph; fetch or export it again");
    }

    /** The types of inputs and outputs by their names, as ONNX calls them: {@code FLOAT}. */
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        graph().getInputList().forEach(value -> types.put(value.getName(), type(value)));
        graph().getOutputList().forEach(value -> types.put(value.getName(), type(value)));
        return types;
    }

    /** The names of what must be fed. */
    public Set<String> inputs() {
        Set<String> inputs = new LinkedHashSet<>();
        graph().getInputList().forEach(value -> inputs.add(value.getName()));
        // Old graphs declare their weights as inputs, too.
        graph().getInitializerList().forEach(weight -> inputs.remove(weight.getName()));
        return inputs;
    }

    /** The names of what comes out. */
    public Set<String> outputs() {
        Set<String> outputs = new LinkedHashSet<>();
        graph().getOutputList().forEach(value -> outputs.add(value.getName()));
        return outputs;
    }

    /** The size of an input's or output's last axis; empty where it is not there, or varies. */
    public OptionalLong lastAxis(String name) {
        return Stream.concat(graph().getInputList().stream(), graph().getOutputList().stream())
                .filter(value -> value.getName().equals(name))
                .map(value -> value.getType().getTensorType().getShape().getDimList())
                .filter(axes -> !axes.isEmpty() && axes.get(axes.size() - 1).hasDimValue())
                .mapToLong(axes -> axes.get(axes.size() - 1).getDimValue())
                .findFirst();
    }

    /** The size of an axis of an input, counted from 0; empty where it is not there, or varies. */
    public OptionalLong axis(String input, int axis) {
        return graph().getInputList().stream()
                .filter(value -> value.getName().equals(input))
                .map(value -> value.getType().getTensorType().getShape())
                .filter(shape -> shape.getDimCount() > axis && shape.getDim(axis).hasDimValue())
                .mapToLong(shape -> shape.getDim(axis).getDimValue())
                .findFirst();
    }

    /**
     * The files that weights lie in, relative to the graph's own, and the octets each must have.
     */
    public Map<String, Long> externalFiles() {
        return ExternalWeights.locations(graph());
    }

    /** Whether texts must be read one by one, see {@link BatchScale}. */
    public boolean readsAlone() {
        return BatchScale.isIn(graph());
    }

    /**
     * Checks that the attention of an encoder can be tapped.
     *
     * @throws ModelException {@code MODEL_ERROR} saying why not
     */
    public void checkEncoderAttention() {
        OnnxGraph.of(model).attentionMaps();
    }

    /**
     * Checks that the cross-attention of a decoder can be tapped, in both branches of a merged one.
     *
     * @param layers of the decoder
     * @param heads of each
     * @throws ModelException {@code MODEL_ERROR} saying why not
     */
    public void checkDecoderAttention(int layers, int heads) {
        List<AttentionTap> taps = AttentionTap.means(layers);
        DecoderGraph.withCrossAttention(graph(), taps, heads, OnnxGraph.of(model).opset());
    }

    private static String type(ValueInfoProto value) {
        TypeProto.Tensor tensor = value.getType().getTensorType();
        TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getElemType());
        return type == null ? "type " + tensor.getElemType() : type.name();
    }

    private GraphProto graph() {
        return model.getGraph();
    }
}

package dev.limelight.modelserver.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an {@code .onnx} file says of itself, without its being run. Reads weights that lie in the
 * file, not those beside it. Immutable.
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
                return new GraphFacts(model);
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

    /** The size of an output's last axis; empty where there is no such output, or it varies. */
    public OptionalLong lastAxis(String output) {
        return graph().getOutputList().stream()
                .filter(value -> value.getName().equals(output))
                .map(value -> value.getType().getTensorType().getShape().getDimList())
                .filter(axes -> !axes.isEmpty() && axes.get(axes.size() - 1).hasDimValue())
                .mapToLong(axes -> axes.get(axes.size() - 1).getDimValue())
                .findFirst();
    }

    /** The files that weights lie in, as the graph names them, relative to its own. */
    public Set<String> externalFiles() {
        Set<String> files = new TreeSet<>();
        collectExternal(graph(), files);
        return files;
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

    private static void collectExternal(GraphProto graph, Set<String> files) {
        graph.getInitializerList().forEach(tensor -> collectExternal(tensor, files));
        for (NodeProto node : graph.getNodeList()) {
            for (AttributeProto attribute : node.getAttributeList()) {
                collectExternal(attribute.getT(), files);
                collectExternal(attribute.getG(), files);
            }
        }
    }

    private static void collectExternal(TensorProto tensor, Set<String> files) {
        tensor.getExternalDataList().stream()
                .filter(entry -> entry.getKey().equals("location"))
                .map(StringStringEntryProto::getValue)
                .forEach(files::add);
    }

    private GraphProto graph() {
        return model.getGraph();
    }
}

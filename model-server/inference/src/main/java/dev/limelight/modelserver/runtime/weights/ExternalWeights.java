package dev.limelight.modelserver.runtime.weights;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Weights that lie in files beside a graph, as those of models of over 2 GB do. ONNX Runtime reads
 * them only from inside one folder and follows links before it looks, so that a bundle of links
 * (the hub's cache, a Kubernetes volume, a store by checksum) is refused. Here links are followed
 * first, and the graph is made to name the real files.
 *
 * @param model the graph that names the real files, relative to {@code folder}
 * @param folder that ONNX Runtime is to look in; null where all weights are in the graph
 */
public record ExternalWeights(ModelProto model, @Nullable Path folder) {

    private static final String LOCATION = "location";

    /**
     * Follows the links of a graph's weights.
     *
     * @param file the graph's own
     * @throws ModelException {@code MODEL_ERROR} when weights are missing or lie outside the
     *     graph's folder by their names
     */
    public static ExternalWeights resolve(ModelProto model, Path file) {
        Map<String, Path> real =
                locations(model.getGraph()).keySet().stream()
                        .collect(Collectors.toMap(name -> name, name -> real(file, name)));
        if (real.isEmpty()) {
            return new ExternalWeights(model, null);
        }
        Path home =
                real.values().stream()
                        .map(Path::getParent)
                        .reduce(ExternalWeights::common)
                        .orElseThrow();
        ModelProto.Builder edited = model.toBuilder();
        rename(
                edited.getGraphBuilder(),
                name -> home.relativize(real.getOrDefault(name, home)).toString());
        return new ExternalWeights(edited.build(), home);
    }

    /**
     * The files that weights lie in, relative to the graph's own, and the octets each must have.
     */
    public static Map<String, Long> locations(GraphProto graph) {
        Map<String, Long> files = new TreeMap<>();
        Subgraphs.all(graph)
                .flatMap(ExternalWeights::tensors)
                .filter(tensor -> !entry(tensor, LOCATION).isEmpty())
                .forEach(tensor -> files.merge(entry(tensor, LOCATION), octets(tensor), Math::max));
        return files;
    }

    private static Stream<TensorProto> tensors(GraphProto graph) {
        Stream<TensorProto> constants =
                graph.getNodeList().stream()
                        .flatMap(node -> node.getAttributeList().stream())
                        .filter(AttributeProto::hasT)
                        .map(AttributeProto::getT);
        return Stream.concat(graph.getInitializerList().stream(), constants);
    }

    private static Path real(Path file, String name) {
        Path home = file.toAbsolutePath().resolveSibling("").normalize();
        Path data = home.resolve(name).normalize();
        if (!data.startsWith(home)) {
            throw failed(
                    "%s wants its weights from %s, expected a file beside it; export it again"
                            .formatted(file.getFileName(), name));
        }
        try {
            return data.toRealPath();
        } catch (IOException e) {
            throw failed(
                    "there is no %s, which holds weights of %s; fetch it to the same folder"
                            .formatted(name, file.getFileName()));
        }
    }

    /** The deepest folder that both are in, or are. */
    private static Path common(Path one, Path other) {
        return other.startsWith(one)
                ? one
                : common(Objects.requireNonNull(one.getParent(), "the root holds both"), other);
    }

    private static void rename(GraphProto.Builder graph, UnaryOperator<String> names) {
        graph.getInitializerBuilderList().forEach(tensor -> rename(tensor, names));
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasT()) {
                    rename(attribute.getTBuilder(), names);
                }
                if (attribute.hasG()) {
                    rename(attribute.getGBuilder(), names);
                }
            }
        }
    }

    private static void rename(TensorProto.Builder tensor, UnaryOperator<String> names) {
        for (StringStringEntryProto.Builder entry : tensor.getExternalDataBuilderList()) {
            if (entry.getKey().equals(LOCATION)) {
                entry.setValue(names.apply(entry.getValue()));
            }
        }
    }

    private static long octets(TensorProto tensor) {
        return number(tensor, "offset") + number(tensor, "length");
    }

    private static long number(TensorProto tensor, String key) {
        String value = entry(tensor, key);
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static String entry(TensorProto tensor, String key) {
        return tensor.getExternalDataList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .orElse("");
    }

    private static ModelException failed(String message) {
        return new ModelException(Category.MODEL_ERROR, message);
    }
}

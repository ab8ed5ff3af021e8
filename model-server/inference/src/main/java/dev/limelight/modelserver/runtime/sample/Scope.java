package dev.limelight.modelserver.runtime.sample;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A graph in the making, or a branch of one. Values are named by what made them and a number. Not
 * thread-safe.
 */
final class Scope {

    /** Of operators that are ONNX Runtime's own. */
    static final String MICROSOFT = "com.microsoft";

    private final GraphProto.Builder graph;
    private final Weights weights;
    private int nodes;

    /**
     * @param name goes before the names of all its values
     * @param weights of the whole graph
     */
    Scope(String name, Weights weights) {
        this.graph = GraphProto.newBuilder().setName(name);
        this.weights = weights;
    }

    Weights weights() {
        return weights;
    }

    GraphProto.Builder graph() {
        return graph;
    }

    /** The output of a new node. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return nodes("", operator, inputs, 1, attributes).get(0);
    }

    /** The outputs of a new node of another domain than ONNX's. */
    List<String> nodes(
            String domain,
            String operator,
            List<String> inputs,
            int outputs,
            AttributeProto... attributes) {
        String name = "%s/%s_%d".formatted(graph.getName(), operator, nodes++);
        List<String> named =
                LongStream.range(0, outputs).mapToObj(i -> name + "_output_" + i).toList();
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType(operator)
                        .setDomain(domain)
                        .setName(name)
                        .addAllInput(inputs)
                        .addAllOutput(named)
                        .addAllAttribute(Arrays.asList(attributes)));
        return named;
    }

    /** A node for one or two inputs. */
    String node(String operator, String... inputs) {
        return node(operator, List.of(inputs));
    }

    String transpose(String value, long... order) {
        return node("Transpose", List.of(value), Protos.integers("perm", order));
    }

    /** A new shape; 0 keeps a dimension, -1 takes what is left. */
    String reshape(String value, long... shape) {
        String name = "shape" + Arrays.toString(shape);
        return node("Reshape", value, weights.integers(name, shape));
    }

    String cast(String value, int type) {
        return node("Cast", List.of(value), Protos.integer("to", type));
    }

    /** The length of one axis, {@code [1]}. */
    String length(String value, int axis) {
        String shape = node("Shape", value);
        String at = weights.integers("axis_" + axis, axis);
        return node("Gather", List.of(shape, at), Protos.integer("axis", 0));
    }

    String concat(int axis, String... values) {
        return node("Concat", List.of(values), Protos.integer("axis", axis));
    }

    /** Declares an input; negative dimensions are free. */
    void input(String name, int type, long... dims) {
        graph.addInput(Protos.tensor(name, type, dims));
    }

    /** Gives {@code value} out under {@code name}; negative dimensions are free. */
    void output(String value, String name, int type, long... dims) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType("Identity")
                        .setName(graph.getName() + "/" + name)
                        .addInput(value)
                        .addOutput(name));
        graph.addOutput(Protos.tensor(name, type, dims));
    }
}

package dev.limelight.modelserver.runtime.bergamot;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A graph in the making. Each method returns the name of the value that it adds. */
final class GraphBuilder {

    static final int OPSET = 17;

    private static final int IR_VERSION = 8;
    private static final String MICROSOFT = "com.microsoft";

    private final GraphProto.Builder graph;
    private final Map<String, String> scalars = new HashMap<>();
    private int values;

    GraphBuilder(String name) {
        this.graph = GraphProto.newBuilder().setName(name);
    }

    GraphProto.Builder graph() {
        return graph;
    }

    /** Negative dimensions are free. */
    String input(String name, int type, long... dims) {
        graph.addInput(Protos.tensor(name, type, dims));
        return name;
    }

    void output(String value, String name, long... dims) {
        graph.addNode(node("Identity", List.of(value)).addOutput(name));
        graph.addOutput(Protos.tensor(name, TensorProto.DataType.FLOAT_VALUE, dims));
    }

    /** An operator whose value is an output and is used by others, too. */
    String addOutput(String name, long width, String operator, String... inputs) {
        graph.addNode(node(operator, List.of(inputs)).addOutput(name));
        graph.addOutput(Protos.tensor(name, TensorProto.DataType.FLOAT_VALUE, -1, width));
        return name;
    }

    String add(String operator, List<String> inputs, AttributeProto... attributes) {
        return add(node(operator, inputs).addAllAttribute(Arrays.asList(attributes)));
    }

    String add(String operator, String... inputs) {
        return add(operator, List.of(inputs));
    }

    /** An operator that is ONNX Runtime's own. */
    String addOwn(String operator, String... inputs) {
        return add(node(operator, List.of(inputs)).setDomain(MICROSOFT));
    }

    String reshape(String value, long... shape) {
        return add("Reshape", value, integers(shape));
    }

    String transpose(String value, long... order) {
        return add("Transpose", List.of(value), Protos.integers("perm", order));
    }

    /** The mean along the last axis, which stays with size 1. */
    String mean(String value) {
        return add("ReduceMean", List.of(value), Protos.integers("axes", -1));
    }

    /** One number; equal ones are one constant. */
    String scalar(float number) {
        return scalars.computeIfAbsent(
                "f" + Float.floatToIntBits(number),
                key -> constant(TensorProto.DataType.FLOAT_VALUE, bytes(new float[] {number})));
    }

    /** One unsigned byte. */
    String unsigned(int number) {
        return scalars.computeIfAbsent(
                "u" + number,
                key ->
                        constant(
                                TensorProto.DataType.UINT8_VALUE,
                                ByteString.copyFrom(new byte[] {(byte) number})));
    }

    /** A row of numbers. */
    String floats(float[] numbers) {
        return constant(TensorProto.DataType.FLOAT_VALUE, bytes(numbers), numbers.length);
    }

    /**
     * A matrix of weights.
     *
     * @param numbers signed; they become what is written, and are not to be changed afterwards
     */
    String bytes(WeightBytes bytes, byte[] numbers, long rows, long columns) {
        bytes.write(ByteBuffer.wrap(numbers));
        return constant(bytes.type(), UnsafeByteOperations.unsafeWrap(numbers), rows, columns);
    }

    /** The product of unsigned bytes and weights, in 32 bits, times a scale, plus a bias. */
    String product(String x, String weights, String scale, WeightBytes bytes, String bias) {
        return addOwn(
                "MatMulIntegerToFloat",
                x,
                weights,
                scalar(1),
                scale,
                "",
                bytes.zero() == 0 ? "" : unsigned(bytes.zero()),
                bias);
    }

    byte[] model() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private String integers(long... numbers) {
        ByteBuffer buffer = buffer(Long.BYTES * numbers.length);
        LongStream.of(numbers).forEach(buffer::putLong);
        return scalars.computeIfAbsent(
                Arrays.toString(numbers),
                key ->
                        constant(
                                TensorProto.DataType.INT64_VALUE,
                                ByteString.copyFrom(buffer.flip()),
                                numbers.length));
    }

    private String constant(int type, ByteString data, long... dims) {
        String name = next("constant");
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(type)
                        .addAllDims(LongStream.of(dims).boxed().toList())
                        .setRawData(data));
        return name;
    }

    private String add(NodeProto.Builder node) {
        String value = next(node.getOpType());
        graph.addNode(node.addOutput(value));
        return value;
    }

    private NodeProto.Builder node(String operator, List<String> inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .setName(next("node_" + operator))
                .addAllInput(inputs);
    }

    private String next(String name) {
        return name + "_" + values++;
    }

    private static ByteString bytes(float[] numbers) {
        ByteBuffer buffer = buffer(Float.BYTES * numbers.length);
        buffer.asFloatBuffer().put(numbers);
        return ByteString.copyFrom(buffer);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

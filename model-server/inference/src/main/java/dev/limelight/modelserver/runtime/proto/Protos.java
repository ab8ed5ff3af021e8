package dev.limelight.modelserver.runtime.proto;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.stream.LongStream;

/** Attributes of nodes, and declarations of inputs and outputs. */
public final class Protos {

    private Protos() {}

    /** An attribute that is one integer. */
    public static AttributeProto integer(String name, long value) {
        return attribute(name, AttributeType.INT).setI(value).build();
    }

    /** An attribute that is a list of integers. */
    public static AttributeProto integers(String name, long... values) {
        return attribute(name, AttributeType.INTS)
                .addAllInts(LongStream.of(values).boxed().toList())
                .build();
    }

    /**
     * The declaration of a tensor.
     *
     * @param type as in an element of it
     * @param dims its shape, negative where a dimension is free; none for any shape
     */
    public static ValueInfoProto tensor(String name, int type, long... dims) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type);
        for (int axis = 0; axis < dims.length; axis++) {
            var dim = tensor.getShapeBuilder().addDimBuilder();
            if (dims[axis] < 0) {
                dim.setDimParam("%s_%d".formatted(name, axis));
            } else {
                dim.setDimValue(dims[axis]);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}

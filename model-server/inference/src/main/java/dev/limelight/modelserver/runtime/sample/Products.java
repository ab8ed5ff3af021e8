package dev.limelight.modelserver.runtime.sample;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.runtime.proto.Protos;
import java.util.List;

/**
 * Products with weights, in the ways that exporters write them.
 *
 * @param precision which way
 */
record Products(SamplePrecision precision) {

    private static final int BITS = 8;
    private static final int BLOCK = 64;
    private static final int SIGNED = TensorProto.DataType.INT8_VALUE;
    private static final int UNSIGNED = TensorProto.DataType.UINT8_VALUE;

    /** Lets ONNX Runtime make the left side 8-bit integers, a scale a block of a row. */
    private static final AttributeProto IN_INTEGERS = Protos.integer("accuracy_level", 4);

    /**
     * Whether the branches of a merged decoder may have one copy of a weight. ONNX Runtime 1.26
     * refuses a branch that dequantizes a weight from outside of it ({@code Missing required
     * weight}).
     */
    boolean canShare() {
        return precision != SamplePrecision.INT8;
    }

    /** {@code [.., inputs]} times random weights {@code [inputs, outputs]}. */
    String product(Scope scope, String value, String name, int inputs, int outputs) {
        return switch (precision) {
            case FP32, FP16 -> {
                String weight = scope.weights().random(name, inputs, inputs, outputs);
                yield scope.node("MatMul", value, weight);
            }
            case INT8 -> weightOnly(scope, value, name, inputs, outputs);
            case DYNAMIC -> dynamic(scope, value, name, inputs, outputs);
            case BLOCKS -> blocks(scope, value, name, inputs, outputs);
        };
    }

    private static String weightOnly(
            Scope scope, String value, String name, int inputs, int outputs) {
        Weights weights = scope.weights();
        List<String> quantized =
                List.of(
                        weights.bytes(name, SIGNED, inputs, outputs),
                        weights.scales(name + "_scale", inputs, outputs),
                        weights.zeros(name + "_zero_point", SIGNED, outputs));
        String weight = scope.node("DequantizeLinear", quantized, Protos.integer("axis", 1));
        return scope.node("MatMul", value, weight);
    }

    private static String dynamic(Scope scope, String value, String name, int inputs, int outputs) {
        Weights weights = scope.weights();
        List<String> left = scope.nodes("", "DynamicQuantizeLinear", List.of(value), 3);
        String sum =
                scope.node(
                        "MatMulInteger",
                        left.get(0),
                        weights.bytes(name, SIGNED, inputs, outputs),
                        left.get(2),
                        weights.zeros(name + "_zero_point", SIGNED));
        String scale = scope.node("Mul", left.get(1), weights.scales(name + "_scale", inputs, 1));
        return scope.node("Mul", scope.cast(sum, TensorProto.DataType.FLOAT_VALUE), scale);
    }

    private static String blocks(Scope scope, String value, String name, int inputs, int outputs) {
        Weights weights = scope.weights();
        int size = Math.min(BLOCK, inputs);
        int blocks = inputs / size;
        List<String> sides =
                List.of(
                        value,
                        weights.bytes(name, UNSIGNED, outputs, blocks, size),
                        weights.scales(name + "_scale", inputs, (long) outputs * blocks));
        return scope.nodes(
                        Scope.MICROSOFT,
                        "MatMulNBits",
                        sides,
                        1,
                        Protos.integer("K", inputs),
                        Protos.integer("N", outputs),
                        Protos.integer("bits", BITS),
                        Protos.integer("block_size", size),
                        IN_INTEGERS)
                .get(0);
    }
}

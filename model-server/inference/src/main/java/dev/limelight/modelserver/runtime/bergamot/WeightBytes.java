package dev.limelight.modelserver.runtime.bergamot;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.runtime.OnnxRuntime;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * How the bytes of weights are given to ONNX Runtime. Both ways mean the same numbers. On x86
 * without VNNI the product of unsigned and signed bytes adds pairs in 16 bits and cuts them off
 * there; that of unsigned ones is exact, and slower.
 */
enum WeightBytes {
    SIGNED(TensorProto.DataType.INT8_VALUE, OnnxJavaType.INT8, 0),
    UNSIGNED(TensorProto.DataType.UINT8_VALUE, OnnxJavaType.UINT8, 128);

    /** Rows take another path than one row does; both are tried. */
    private static final int ROWS = 4;

    private static final int INPUTS = 64;
    private static final int OUTPUTS = 16;
    private static final int LARGEST_INPUT = 254;
    private static final int LARGEST_WEIGHT = 127;

    private final int type;
    private final OnnxJavaType javaType;
    private final int zero;

    WeightBytes(int type, OnnxJavaType javaType, int zero) {
        this.type = type;
        this.javaType = javaType;
        this.zero = zero;
    }

    /**
     * The faster of those whose products are exact on this processor. Multiplies the largest bytes
     * that there are, which takes some milliseconds.
     *
     * @throws ModelException {@code MODEL_ERROR} when neither is
     */
    static WeightBytes exact(OrtEnvironment environment) throws OrtException {
        for (WeightBytes each : values()) {
            if (each.isExact(environment)) {
                return each;
            }
        }
        throw new ModelException(
                Category.MODEL_ERROR,
                "products of bytes are not exact on this processor, expected 32 bits for their sums;"
                        + " take a model of floats");
    }

    boolean isExact(OrtEnvironment environment) throws OrtException {
        return isExact(environment, 1) && isExact(environment, ROWS);
    }

    /** As in an element of a graph's tensor. */
    int type() {
        return type;
    }

    /** Likewise, of a tensor that is made in Java. */
    OnnxJavaType javaType() {
        return javaType;
    }

    /** Weights as they are written, in place. */
    byte[] written(byte[] weights) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (weights[i] + zero);
        }
        return weights;
    }

    /** What stands for zero, as an input of a product. */
    String zeroPoint(GraphBuilder graph) {
        return zero == 0 ? "" : graph.unsigned(zero);
    }

    private boolean isExact(OrtEnvironment environment, int rows) throws OrtException {
        byte[] inputs = new byte[rows * INPUTS];
        Arrays.fill(inputs, (byte) LARGEST_INPUT);
        try (OrtSession.SessionOptions options = OnnxRuntime.options(1);
                OrtSession session = environment.createSession(probe(), options);
                OnnxTensor tensor =
                        OnnxTensor.createTensor(
                                environment,
                                ByteBuffer.wrap(inputs),
                                new long[] {rows, INPUTS},
                                OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            return isExact((float[][]) result.get(0).getValue());
        }
    }

    static boolean isExact(float[][] products) {
        float expected = INPUTS * LARGEST_INPUT * LARGEST_WEIGHT;
        for (float[] row : products) {
            for (int output = 0; output < row.length; output++) {
                if (row[output] != (output % 2 == 0 ? expected : -expected)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A product as a model has it, with weights of 127 in even columns and -127 in odd ones. */
    private byte[] probe() {
        byte[] weights = new byte[INPUTS * OUTPUTS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (i % 2 == 0 ? LARGEST_WEIGHT : -LARGEST_WEIGHT);
        }
        var graph = new GraphBuilder("probe");
        String x = graph.input("x", TensorProto.DataType.UINT8_VALUE, -1, INPUTS);
        String y =
                graph.product(
                        x,
                        graph.bytes(this, weights, INPUTS, OUTPUTS),
                        graph.scalar(1),
                        this,
                        graph.floats(new float[OUTPUTS]));
        graph.output(y, "y", -1, OUTPUTS);
        return graph.model();
    }
}

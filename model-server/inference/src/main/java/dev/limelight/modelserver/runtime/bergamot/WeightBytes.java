package dev.limelight.modelserver.runtime.bergamot;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;

/**
 * How the bytes of weights are given to ONNX Runtime. Both ways mean the same numbers; see {@link
 * ByteProducts} for which is taken.
 */
enum WeightBytes {
    SIGNED(TensorProto.DataType.INT8_VALUE, OnnxJavaType.INT8, 0),
    UNSIGNED(TensorProto.DataType.UINT8_VALUE, OnnxJavaType.UINT8, 128);

    private final int type;
    private final OnnxJavaType javaType;
    private final int zero;

    WeightBytes(int type, OnnxJavaType javaType, int zero) {
        this.type = type;
        this.javaType = javaType;
        this.zero = zero;
    }

    /** As in an element of a graph's tensor. */
    int type() {
        return type;
    }

    /** Likewise, of a tensor that is made in Java. */
    OnnxJavaType javaType() {
        return javaType;
    }

    /** Makes weights what is written, in place. */
    void write(ByteBuffer weights) {
        for (int i = 0; zero != 0 && i < weights.capacity(); i++) {
            weights.put(i, (byte) (weights.get(i) + zero));
        }
    }

    /** What is written for zero. */
    int zero() {
        return zero;
    }
}

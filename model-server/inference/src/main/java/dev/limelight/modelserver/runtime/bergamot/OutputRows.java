package dev.limelight.modelserver.runtime.bergamot;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.limelight.modelserver.bergamot.Matrix;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The output layer, of which a batch takes the rows that it needs. Thread-safe.
 *
 * @param matrix {@code [width, vocabulary]}
 * @param bias prepared, {@code [vocabulary]}
 * @param bytes how weights are given to the graph
 */
record OutputRows(Matrix matrix, float[] bias, WeightBytes bytes) {

    /** Bytes of the rows of so many pieces. */
    int size(int pieces) {
        return Math.multiplyExact(matrix.inputs(), pieces);
    }

    /**
     * The rows of some pieces, as inputs of {@link StepGraph}; the caller closes them.
     *
     * @param ids of the pieces
     * @param memory {@link #size} bytes that the tensors lie in until they are closed
     */
    Map<String, OnnxTensor> gathered(OrtEnvironment environment, int[] ids, ByteBuffer memory)
            throws OrtException {
        matrix.write(ids, memory);
        bytes.write(memory);
        long[] shape = {matrix.inputs(), ids.length};
        OnnxTensor weights = OnnxTensor.createTensor(environment, memory, shape, bytes.javaType());
        try {
            return Map.of(
                    StepGraph.OUTPUT,
                    weights,
                    StepGraph.OUTPUT_BIAS,
                    OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(bias(ids)), new long[] {ids.length}));
        } catch (OrtException e) {
            weights.close();
            throw e;
        }
    }

    private float[] bias(int[] ids) {
        float[] gathered = new float[ids.length];
        for (int i = 0; i < ids.length; i++) {
            gathered[i] = bias[ids[i]];
        }
        return gathered;
    }
}

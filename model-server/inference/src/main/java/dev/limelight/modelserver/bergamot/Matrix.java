package dev.limelight.modelserver.bergamot;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * Weights of a product {@code y = x W + b} in signed bytes.
 *
 * @param inputs rows of W
 * @param outputs columns of W
 * @param transposed {@code [outputs, inputs]} row by row, from position 0
 * @param multiplier a weight is {@code byte / multiplier}
 * @param alpha what the input is multiplied by before it is rounded to bytes
 */
public record Matrix(
        int inputs, int outputs, ByteBuffer transposed, float multiplier, float alpha) {

    /**
     * Writes the weights of some outputs, in their order, as {@code [inputs, chosen]} row by row.
     *
     * @param into written from position 0
     */
    public void write(int[] chosen, ByteBuffer into) {
        new Columns(transposed, inputs).write(chosen, into);
    }

    /** {@code [inputs, outputs]} row by row, as a product wants it. */
    public byte[] rows() {
        byte[] rows = new byte[inputs * outputs];
        write(IntStream.range(0, outputs).toArray(), ByteBuffer.wrap(rows));
        return rows;
    }

    /** What a unit of the product of bytes is worth. */
    public float scale() {
        return 1f / (alpha * multiplier);
    }

    /**
     * The bias that takes back the 127 that is added to each byte of the input, in the order of
     * intgemm's operations, each rounded to 32 bits.
     *
     * @param bias {@code [outputs]}; empty for none
     */
    public float[] preparedBias(float[] bias) {
        float unit = (-1f * ((127f / alpha) * (127f / multiplier))) / 127f;
        float[] prepared = new float[outputs];
        byte[] column = new byte[inputs];
        for (int output = 0; output < outputs; output++) {
            transposed.get(output * inputs, column);
            int sum = 0;
            for (byte weight : column) {
                sum += weight;
            }
            float shift = sum * unit;
            prepared[output] = bias.length == 0 ? shift : shift + bias[output];
        }
        return prepared;
    }
}

package dev.limelight.modelserver.bergamot;

import java.nio.ByteBuffer;

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

    private static final int BLOCK = 64;

    /** The matrix of some outputs, in their order; a copy. */
    public Matrix of(int[] chosen) {
        byte[] columns = new byte[inputs * chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            transposed.get(chosen[i] * inputs, columns, i * inputs, inputs);
        }
        return new Matrix(inputs, chosen.length, ByteBuffer.wrap(columns), multiplier, alpha);
    }

    /**
     * {@code [inputs, outputs]} row by row, as a product wants it; block by block, for the sake of
     * the processor's cache.
     */
    public byte[] rows() {
        byte[] columns = new byte[inputs * outputs];
        transposed.get(0, columns);
        byte[] rows = new byte[columns.length];
        for (int block = 0; block < inputs; block += BLOCK) {
            int end = Math.min(inputs, block + BLOCK);
            for (int output = 0; output < outputs; output++) {
                for (int input = block; input < end; input++) {
                    rows[input * outputs + output] = columns[output * inputs + input];
                }
            }
        }
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

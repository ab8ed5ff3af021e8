package dev.limelight.modelserver.bergamot;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * A table of embeddings in bytes, with the sinusoidal positions that are added to them. Immutable,
 * thread-safe.
 */
public final class Embeddings {

    /** The most tokens of a source or a target. */
    public static final int POSITIONS = 256;

    private final int pieces;
    private final int width;
    private final byte[] table;
    private final float inverse;
    private final float root;
    private final float[] positions;

    /**
     * @param table {@code [pieces, width]}; not copied, so not to be changed afterwards
     * @param multiplier a number is {@code byte / multiplier}
     */
    Embeddings(int pieces, int width, byte[] table, float multiplier) {
        this.pieces = pieces;
        this.width = width;
        this.table = table;
        this.inverse = 1f / multiplier;
        this.root = (float) Math.sqrt(width);
        this.positions = positions(width);
    }

    /** Numbers of a row. */
    public int width() {
        return width;
    }

    /**
     * Writes the embedding of a piece at a position into {@code [width]} numbers.
     *
     * @param piece its id
     * @param position from 0, below {@link #POSITIONS}
     */
    public void write(int piece, int position, float[] into, int from) {
        for (int i = 0; i < width; i++) {
            // Two products: the root is no power of two in every model, so one would round
            // otherwise.
            float value = (number(piece, i) * inverse) * root;
            into[from + i] = value + positions[position * width + i];
        }
    }

    /** Writes the start of a target: no embedding, at the first position. */
    public void writeStart(float[] into, int from) {
        System.arraycopy(positions, 0, into, from, width);
    }

    /**
     * The table as the output layer's weights: the numbers are made bytes again, by their own
     * largest.
     *
     * @param alpha of the output layer
     */
    Matrix output(float alpha) {
        float multiplier = 127f / (largest() * inverse);
        ByteBuffer bytes = ByteBuffer.wrap(remade(multiplier));
        return new Matrix(width, pieces, bytes, multiplier, alpha);
    }

    private int largest() {
        int largest = 0;
        for (byte number : table) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }

    /** The table itself where all its bytes stay what they are, as in most models. */
    private byte[] remade(float multiplier) {
        byte[] bytes = remadeBytes(multiplier);
        if (IntStream.range(0, bytes.length).allMatch(i -> bytes[i] == i + Byte.MIN_VALUE)) {
            return table;
        }
        byte[] numbers = new byte[table.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = bytes[table[i] - Byte.MIN_VALUE];
        }
        return numbers;
    }

    /** What each byte of the table becomes, the lowest first. */
    private byte[] remadeBytes(float multiplier) {
        byte[] remade = new byte[1 << Byte.SIZE];
        for (int i = 0; i < remade.length; i++) {
            remade[i] = (byte) Math.rint((i + Byte.MIN_VALUE) * inverse * multiplier);
        }
        return remade;
    }

    private byte number(int piece, int at) {
        return table[piece * width + at];
    }

    /** {@code [POSITIONS, width]}. */
    private static float[] positions(int width) {
        float[] rates = rates(width);
        float[] positions = new float[POSITIONS * width];
        for (int at = 0; at < POSITIONS; at++) {
            for (int i = 0; i < rates.length; i++) {
                float angle = at * rates[i];
                positions[at * width + i] = (float) Math.sin(angle);
                positions[at * width + i + rates.length] = (float) Math.cos(angle);
            }
        }
        return positions;
    }

    /** By which the angle of each pair of dimensions grows from one position to the next. */
    private static float[] rates(int width) {
        float half = width / 2f;
        float step = (float) Math.log(10000f) / (half - 1f);
        float[] rates = new float[width / 2];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = (float) Math.exp(i * -step);
        }
        return rates;
    }
}

package dev.limelight.modelserver.bergamot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Rows of bytes that become columns: {@code [rows, width]} is read, {@code [width, chosen]} is
 * written. Eight by eight bytes are turned as eight numbers of 64 bits, which takes a quarter of
 * the time that single bytes do. For one thread.
 */
final class Columns {

    private static final int EDGE = Long.BYTES;

    /** Bytes of a row that are read in one go, for the sake of the processor's cache. */
    private static final int BLOCK = 64;

    private final ByteBuffer from;
    private final int width;
    private final long[] square = new long[EDGE];

    /**
     * @param from rows one after the other, from position 0
     * @param width bytes of a row
     */
    Columns(ByteBuffer from, int width) {
        this.from = from.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.width = width;
    }

    /**
     * Writes chosen rows as columns, in their order.
     *
     * @param to written from position 0
     */
    void write(int[] chosen, ByteBuffer to) {
        ByteBuffer into = to.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int wide = width - width % EDGE;
        int high = chosen.length - chosen.length % EDGE;
        for (int block = 0; block < wide; block += BLOCK) {
            for (int row = 0; row < high; row += EDGE) {
                writeSquares(chosen, row, block, Math.min(wide, block + BLOCK), into);
            }
        }
        writeBytes(chosen, 0, high, wide, into);
        writeBytes(chosen, high, chosen.length, 0, into);
    }

    private void writeSquares(int[] chosen, int row, int begin, int end, ByteBuffer into) {
        for (int at = begin; at < end; at += EDGE) {
            for (int i = 0; i < EDGE; i++) {
                square[i] = from.getLong(chosen[row + i] * width + at);
            }
            turn();
            for (int i = 0; i < EDGE; i++) {
                into.putLong((at + i) * chosen.length + row, square[i]);
            }
        }
    }

    /** What squares leave out: some rows, from a byte of each on. */
    private void writeBytes(int[] chosen, int begin, int end, int first, ByteBuffer into) {
        for (int row = begin; row < end; row++) {
            for (int at = first; at < width; at++) {
                into.put(at * chosen.length + row, from.get(chosen[row] * width + at));
            }
        }
    }

    /** Swaps quarters of the square, then quarters of these, then bytes. */
    private void turn() {
        swap(4, 0x00000000FFFFFFFFL);
        swap(2, 0x0000FFFF0000FFFFL);
        swap(1, 0x00FF00FF00FF00FFL);
    }

    private void swap(int apart, long mask) {
        int shift = apart * Byte.SIZE;
        for (int i = 0; i < EDGE; i++) {
            if ((i & apart) == 0) {
                long moved = (square[i] >>> shift ^ square[i + apart]) & mask;
                square[i] ^= moved << shift;
                square[i + apart] ^= moved;
            }
        }
    }
}

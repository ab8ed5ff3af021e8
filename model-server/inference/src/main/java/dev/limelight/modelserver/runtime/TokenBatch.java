package dev.limelight.modelserver.runtime;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;

/**
 * Token ids of several texts, filled up on the right to one length.
 *
 * @param rows texts
 * @param columns tokens of each row, padding included
 * @param ids {@code [rows, columns]} row by row; 0 where padded
 * @param mask {@code [rows, columns]}; 1 for a token, 0 for padding
 */
public record TokenBatch(int rows, int columns, long[] ids, long[] mask) {

    public TokenBatch {
        if (ids.length != rows * columns || mask.length != ids.length) {
            throw new IllegalArgumentException(
                    "%d ids and %d mask values, expected %d x %d of both"
                            .formatted(ids.length, mask.length, rows, columns));
        }
    }

    /** Pads {@code texts} to the longest of them. */
    public static TokenBatch of(List<List<TokenSpan>> texts) {
        return padded(texts, texts.stream().mapToInt(List::size).max().orElse(0));
    }

    /** Pads {@code texts} to {@code columns}, which must hold the longest of them. */
    public static TokenBatch padded(List<List<TokenSpan>> texts, int columns) {
        long[] ids = new long[texts.size() * columns];
        long[] mask = new long[ids.length];
        for (int row = 0; row < texts.size(); row++) {
            fill(texts.get(row), row * columns, ids, mask);
        }
        return new TokenBatch(texts.size(), columns, ids, mask);
    }

    /** Pads token ids to the longest of them. */
    public static TokenBatch ofIds(List<int[]> texts) {
        int columns = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        long[] ids = new long[texts.size() * columns];
        long[] mask = new long[ids.length];
        for (int row = 0; row < texts.size(); row++) {
            for (int i = 0; i < texts.get(row).length; i++) {
                ids[row * columns + i] = texts.get(row)[i];
                mask[row * columns + i] = 1;
            }
        }
        return new TokenBatch(texts.size(), columns, ids, mask);
    }

    private static void fill(List<TokenSpan> text, int from, long[] ids, long[] mask) {
        for (int i = 0; i < text.size(); i++) {
            ids[from + i] = text.get(i).id();
            mask[from + i] = 1;
        }
    }
}

package dev.limelight.pipeline.text.markup.file;

import java.util.Arrays;

/** Where in a source each unit of another text comes from. Not thread-safe while it grows. */
final class SourceMap {

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int length;

    /** The next {@code units} units all come from {@code [start:end)}. */
    void add(int units, int start, int end) {
        if (length + units > starts.length) {
            int wanted = Math.max(length + units, 2 * starts.length);
            starts = Arrays.copyOf(starts, wanted);
            ends = Arrays.copyOf(ends, wanted);
        }
        Arrays.fill(starts, length, length + units, start);
        Arrays.fill(ends, length, length + units, end);
        length += units;
    }

    /** Forgets the last unit. */
    void removeLast() {
        length--;
    }

    /** Where the source of a unit begins. */
    int start(int unit) {
        return starts[unit];
    }

    /** One past the source of a unit. */
    int end(int unit) {
        return ends[unit];
    }
}

package dev.limelight.pipeline.text;

/**
 * A range of a text.
 *
 * @param start first UTF-16 unit
 * @param end one past the last
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "span [%d:%d), expected 0 <= start <= end".formatted(start, end));
        }
    }

    /** How many units this and {@code [from, to)} have in common. */
    public int overlap(int from, int to) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }
}

package dev.limelight.pipeline.attribution;

/**
 * A span of a generated text and a source span that it attended to.
 *
 * @param source index of the source span
 * @param target index of the target span
 * @param weight the share of the target span's attention that is on the source span, in (0, 1]
 */
public record SpanLink(int source, int target, double weight) {

    SpanLink weighing(double other) {
        return new SpanLink(source, target, Math.min(1, other));
    }
}

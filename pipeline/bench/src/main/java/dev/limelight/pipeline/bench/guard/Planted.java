package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.document.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document, with a payload or without.
 *
 * @param clean the text before
 * @param family of the payload; null where there is none
 * @param document the text with the payload
 * @param start first UTF-16 unit of the payload
 * @param end one past the last
 * @param group of the categories of attacks that the payload is in; {@link Training#NO_GROUP} where
 *     it is no attack
 */
record Planted(
        CleanText clean,
        @Nullable Family family,
        Document document,
        int start,
        int end,
        int group) {

    /** The text as it is. */
    static Planted nothing(CleanText clean) {
        return new Planted(clean, null, clean.document(), 0, 0, Training.NO_GROUP);
    }

    /** Whether a span touches the payload. */
    boolean isHit(int from, int to) {
        return from < end && to > start;
    }
}

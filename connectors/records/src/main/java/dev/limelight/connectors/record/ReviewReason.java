package dev.limelight.connectors.record;

import org.jspecify.annotations.Nullable;

/**
 * Why a person must look at an output.
 *
 * @param code for programs: the name of a flag, or {@code risk}, {@code sample}, {@code policy} and
 *     the rules for summaries
 * @param detail for people
 * @param start code points of the document's text; null where it is about no span
 * @param end code points of the document's text; null where it is about no span
 * @param segment of a translation, which segment from 0; null where it is about none
 */
public record ReviewReason(
        String code,
        String detail,
        @Nullable Integer start,
        @Nullable Integer end,
        @Nullable Integer segment) {

    /** A reason that is about the whole output. */
    public static ReviewReason of(String code, String detail) {
        return new ReviewReason(code, detail, null, null, null);
    }
}

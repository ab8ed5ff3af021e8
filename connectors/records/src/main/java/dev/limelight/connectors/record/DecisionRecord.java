package dev.limelight.connectors.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person did with a review: a value of the topic {@code decisions}.
 *
 * @param reviewId the review
 * @param action what they did
 * @param text of an edit, the whole new text; null where {@code segments} say it, and of others
 * @param segments of an edit of a translation, the segments with another text; null for none
 * @param reviewer who did it
 * @param comment why; null for none
 * @param decidedAt epoch milliseconds, when they did it; with the other fields it tells one
 *     decision from another
 */
public record DecisionRecord(
        String reviewId,
        DecisionAction action,
        @Nullable String text,
        @Nullable List<EditedSegment> segments,
        String reviewer,
        @Nullable String comment,
        long decidedAt) {

    /** The same without what it wrote, for a record that would be too large with it. */
    public DecisionRecord withoutEdits() {
        return new DecisionRecord(reviewId, action, null, null, reviewer, null, decidedAt);
    }
}

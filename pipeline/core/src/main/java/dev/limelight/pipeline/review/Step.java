package dev.limelight.pipeline.review;

import org.jspecify.annotations.Nullable;

/**
 * What a decision, or the time, did to a review.
 *
 * @param status where it stands now
 * @param effect what happened
 * @param refusal why a decision was refused; null unless it was
 */
record Step(ReviewStatus status, Effect effect, @Nullable String refusal) {

    /** What happened. */
    enum Effect {
        /** Nothing: too early, or a decision that was applied already. */
        NONE,
        /** It stands elsewhere, and is not over. */
        MOVED,
        /** A person has decided. */
        DECIDED,
        /** Nobody has decided in time. */
        EXPIRED,
        /** The decision changes nothing, and a person should know. */
        REFUSED,
        /** It was over for so long that nobody asks any more. */
        FORGOTTEN
    }

    static Step of(ReviewStatus status, Effect effect) {
        return new Step(status, effect, null);
    }

    static Step refused(ReviewStatus status, String why) {
        return new Step(status, Effect.REFUSED, why);
    }
}

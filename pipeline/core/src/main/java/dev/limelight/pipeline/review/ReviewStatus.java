package dev.limelight.pipeline.review;

import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.ReviewEvent;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.ReviewState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a review stands. Flink keeps it as state. All times are epoch milliseconds.
 *
 * @param state where it stands
 * @param claimedBy who works on it; null unless claimed
 * @param claimedUntil when their lease ends; null unless claimed
 * @param decision the decision that ended it, without texts; null before
 * @param history what happened, oldest first, at most {@link ReviewRecord#MAX_EVENTS}
 * @param createdAt when the output was held
 * @param expiresAt until when somebody must decide
 * @param endedAt when it was decided or expired; null before
 * @param applied numbers of the decisions that were applied, so that none is applied twice; at most
 *     {@link #MAX_APPLIED}
 */
public record ReviewStatus(
        ReviewState state,
        @Nullable String claimedBy,
        @Nullable Long claimedUntil,
        @Nullable DecisionRecord decision,
        List<ReviewEvent> history,
        long createdAt,
        long expiresAt,
        @Nullable Long endedAt,
        List<Long> applied) {

    /** The most decisions that are known again when they come twice. */
    static final int MAX_APPLIED = 256;

    /** Who acts where no person does. */
    static final String JOB = "job";

    /** Of an output that is held now. */
    static ReviewStatus created(long now, long expiresAt) {
        return new ReviewStatus(
                ReviewState.PENDING,
                null,
                null,
                null,
                List.of(new ReviewEvent(now, JOB, "created")),
                now,
                expiresAt,
                null,
                List.of());
    }

    /** Whether somebody else than {@code reviewer} works on it. */
    boolean isTakenFrom(String reviewer, long now) {
        return isClaimed(now) && !reviewer.equals(claimedBy);
    }

    /** Whether somebody works on it. */
    boolean isClaimed(long now) {
        return state == ReviewState.CLAIMED && claimedUntil != null && claimedUntil > now;
    }

    /** With a claim. */
    ReviewStatus claimed(String reviewer, long until) {
        return at(ReviewState.CLAIMED, reviewer, until, expiresAt, null, null);
    }

    /** Without a claim. */
    ReviewStatus free(long newExpiry) {
        return at(ReviewState.PENDING, null, null, newExpiry, null, null);
    }

    /** Over. */
    ReviewStatus ended(ReviewState end, @Nullable DecisionRecord by, long now) {
        DecisionRecord kept = by == null ? null : by.withoutEdits();
        return at(end, null, null, expiresAt, kept, now);
    }

    private ReviewStatus at(
            ReviewState next,
            @Nullable String by,
            @Nullable Long until,
            long newExpiry,
            @Nullable DecisionRecord made,
            @Nullable Long end) {
        return new ReviewStatus(next, by, until, made, history, createdAt, newExpiry, end, applied);
    }

    /** With one more event. */
    ReviewStatus with(ReviewEvent event) {
        return new ReviewStatus(
                state,
                claimedBy,
                claimedUntil,
                decision,
                newest(history, event, ReviewRecord.MAX_EVENTS),
                createdAt,
                expiresAt,
                endedAt,
                applied);
    }

    /** With what a decision did, so that it is known when it comes again. */
    ReviewStatus with(DecisionRecord made, long number) {
        DecisionAction action = made.action();
        ReviewStatus seen =
                with(new ReviewEvent(made.decidedAt(), made.reviewer(), action.wireName()));
        return new ReviewStatus(
                seen.state,
                seen.claimedBy,
                seen.claimedUntil,
                seen.decision,
                seen.history,
                seen.createdAt,
                seen.expiresAt,
                seen.endedAt,
                newest(applied, number, MAX_APPLIED));
    }

    private static <T> List<T> newest(List<T> before, T added, int most) {
        List<T> all = new ArrayList<>(before);
        all.add(added);
        return new ArrayList<>(all.subList(Math.max(0, all.size() - most), all.size()));
    }
}

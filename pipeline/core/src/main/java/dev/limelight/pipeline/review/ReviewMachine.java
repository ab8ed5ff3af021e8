package dev.limelight.pipeline.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.DecisionAction;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.ReviewEvent;
import dev.limelight.connectors.record.ReviewState;
import dev.limelight.pipeline.review.Step.Effect;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The states of a review and what leads from one to another. Pending and claimed reviews can be
 * decided; a decided or expired one stays as it is, because its final record is out. A claim keeps
 * others from deciding until its lease ends. Pure: all that changes comes in and goes out.
 */
final class ReviewMachine {

    private final ReviewTimes times;

    ReviewMachine(ReviewTimes times) {
        this.times = times;
    }

    /** Where the review of an output stands that is held now. */
    ReviewStatus created(long now) {
        return ReviewStatus.created(now, now + times.toDecide().toMillis());
    }

    /** Applies a decision. One that was applied already does nothing. */
    Step decide(ReviewStatus before, DecisionRecord decision, long now) {
        long number = Digests.of(RecordCodec.encode(decision));
        if (before.applied().contains(number)) {
            return Step.of(before, Effect.NONE);
        }
        ReviewStatus status = current(before, now);
        String refusal = refusal(status, decision, now);
        return refusal == null
                ? applied(status, decision, number, now)
                : Step.refused(before, refusal);
    }

    /** What the time did. A timer may come too early, or for something that is over. */
    Step tick(ReviewStatus before, long now) {
        Long end = before.endedAt();
        if (end != null) {
            boolean over = now >= end + times.remembered().toMillis();
            return Step.of(before, over ? Effect.FORGOTTEN : Effect.NONE);
        }
        ReviewStatus status = current(before, now);
        if (now >= status.expiresAt() && !status.isClaimed(now)) {
            var event = new ReviewEvent(now, ReviewStatus.JOB, "expired");
            return Step.of(
                    status.ended(ReviewState.EXPIRED, null, now).with(event), Effect.EXPIRED);
        }
        return Step.of(status, status.equals(before) ? Effect.NONE : Effect.MOVED);
    }

    /** When the time will next do something. */
    long next(ReviewStatus status) {
        Long end = status.endedAt();
        if (end != null) {
            return end + times.remembered().toMillis();
        }
        return Objects.requireNonNullElse(status.claimedUntil(), status.expiresAt());
    }

    /** A claim whose lease is over is none, whether its timer has come or not. */
    private static ReviewStatus current(ReviewStatus status, long now) {
        return status.state() == ReviewState.CLAIMED && !status.isClaimed(now)
                ? status.free(status.expiresAt())
                        .with(new ReviewEvent(now, ReviewStatus.JOB, "lease-ended"))
                : status;
    }

    private static @Nullable String refusal(
            ReviewStatus status, DecisionRecord decision, long now) {
        if (status.state().isEnd()) {
            return "the review is %s, and its final record is out".formatted(how(status));
        }
        DecisionAction action = decision.action();
        if (action == DecisionAction.RELEASE && !decision.reviewer().equals(status.claimedBy())) {
            return "%s has not claimed the review".formatted(decision.reviewer());
        }
        if (action != DecisionAction.REOPEN && status.isTakenFrom(decision.reviewer(), now)) {
            return "the review is claimed by %s until %s"
                    .formatted(
                            status.claimedBy(),
                            Instant.ofEpochMilli(Objects.requireNonNull(status.claimedUntil())));
        }
        boolean isLate = action == DecisionAction.CLAIM && now >= status.expiresAt();
        return isLate ? "the time to decide is over" : null;
    }

    private static String how(ReviewStatus status) {
        DecisionRecord by = status.decision();
        return by == null
                ? "expired"
                : "decided already (%s by %s)".formatted(by.action().wireName(), by.reviewer());
    }

    private Step applied(ReviewStatus status, DecisionRecord decision, long number, long now) {
        ReviewStatus after =
                switch (decision.action()) {
                    case CLAIM ->
                            status.claimed(decision.reviewer(), now + times.lease().toMillis());
                    case RELEASE -> status.free(status.expiresAt());
                    case REOPEN -> status.free(now + times.toDecide().toMillis());
                    case APPROVE, EDIT, REJECT -> status.ended(ReviewState.DECIDED, decision, now);
                };
        Effect effect = decision.action().isFinal() ? Effect.DECIDED : Effect.MOVED;
        return Step.of(after.with(decision, number), effect);
    }
}

package dev.limelight.pipeline.review;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DecisionDecoder;
import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.review.Turn.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Does what is to be done for each thing that happens to a review: an output is held, a decision
 * comes, time passes. Stateless: where a review stands comes in and goes out.
 */
public final class ReviewDesk {

    private final OutputRecords records;
    private final ReviewConfig config;
    private final ReviewMachine machine;
    private final FinalRecords finals;

    /**
     * @param records writes the records
     * @param config how outputs are held
     * @param aligner aligns what people have written
     */
    public ReviewDesk(OutputRecords records, ReviewConfig config, Aligner aligner) {
        this.records = records;
        this.config = config;
        this.machine = new ReviewMachine(config.times());
        this.finals = new FinalRecords(records, aligner);
    }

    /**
     * The review that a decision's record names, as far as that can be read; empty where it names
     * none.
     */
    public static String reviewOf(InputRecord decision) {
        try {
            return DecisionDecoder.decode(decision).reviewId();
        } catch (BadDocumentException e) {
            return Objects.requireNonNullElse(DecisionDecoder.reviewOf(decision), "");
        }
    }

    /**
     * An output comes. One that has a review already is the same again, after a failure.
     *
     * @param known where its review stands; null for none
     */
    public Turn hold(Held held, @Nullable ReviewStatus known, long now) {
        if (known != null) {
            return new Turn(known, List.of(), Event.NONE, machine.next(known));
        }
        return moved(held, machine.created(now), Event.HELD);
    }

    /**
     * An output comes, and there is no room for it.
     *
     * @param isFirst whether there was room for the one before it, so that people are to know
     */
    public Turn overflow(Held held, boolean isFirst, long now) {
        String limit = "%d outputs wait for a person".formatted(config.maxHeld());
        List<OutputRecord> outputs = new ArrayList<>(unreviewed(held, limit, now));
        if (isFirst) {
            String error =
                    "as many as review.max-held allows; more go on without a review, expected that"
                            + " people decide faster, a higher limit, or fewer outputs to review";
            outputs.add(
                    alert(
                            AlertKind.REVIEWS_FULL,
                            held.reviewId(),
                            limit + ", " + error,
                            null,
                            null,
                            now));
        }
        return new Turn(null, outputs, Event.OVERFLOWED, null);
    }

    /**
     * A decision comes.
     *
     * @param input its record
     * @param held the output; null where none is held
     * @param status where its review stands; null for none
     */
    public Turn decide(
            InputRecord input, @Nullable Held held, @Nullable ReviewStatus status, long now) {
        DecisionRecord decision;
        try {
            decision = DecisionDecoder.decode(input);
        } catch (BadDocumentException e) {
            String id = DecisionDecoder.reviewOf(input);
            return refused(id, input, String.valueOf(e.getMessage()), status, now);
        }
        String id = decision.reviewId();
        if (status == null) {
            String error = "there is no review %s, expected one of the topic of reviews";
            return refused(id, input, error.formatted(id), null, now);
        }
        Step step = machine.decide(status, decision, now);
        return switch (step.effect()) {
            case DECIDED ->
                    decided(
                            input,
                            Objects.requireNonNull(held),
                            decision,
                            status,
                            step.status(),
                            now);
            case MOVED -> moved(Objects.requireNonNull(held), step.status(), Event.NONE);
            case REFUSED -> refused(id, input, Objects.requireNonNull(step.refusal()), status, now);
            case NONE, EXPIRED, FORGOTTEN -> still(status);
        };
    }

    /**
     * Time has passed.
     *
     * @param held the output; null where none is held
     */
    public Turn tick(String reviewId, @Nullable Held held, ReviewStatus status, long now) {
        Step step = machine.tick(status, now);
        return switch (step.effect()) {
            case EXPIRED -> expired(Objects.requireNonNull(held), step.status(), now);
            case MOVED -> moved(Objects.requireNonNull(held), step.status(), Event.NONE);
            case FORGOTTEN ->
                    new Turn(null, List.of(records.forgotten(reviewId)), Event.NONE, null);
            case NONE, DECIDED, REFUSED -> still(status);
        };
    }

    /** An output comes on which something fails: a dead letter, as of every stage. */
    public Turn failed(Held held, Failure failure, long now) {
        return new Turn(null, List.of(finals.failed(held, failure, now)), Event.NONE, null);
    }

    /** A decision comes on which something fails. */
    public Turn failed(
            InputRecord input, @Nullable ReviewStatus status, Failure failure, long now) {
        return refused(DecisionDecoder.reviewOf(input), input, failure.error(), status, now);
    }

    private Turn still(ReviewStatus status) {
        return new Turn(status, List.of(), Event.NONE, machine.next(status));
    }

    private Turn moved(Held held, ReviewStatus status, Event event) {
        var review = records.review(review(held, status, status.decision()));
        return new Turn(status, List.of(review), event, machine.next(status));
    }

    /** What an edit makes may be refused: then the review stands where it stood. */
    private Turn decided(
            InputRecord input,
            Held held,
            DecisionRecord decision,
            ReviewStatus before,
            ReviewStatus status,
            long now) {
        try {
            List<OutputRecord> outputs = new ArrayList<>(finals.of(held, decision, now));
            outputs.add(records.review(review(held, status, decision)));
            return new Turn(status, outputs, Event.DECIDED, machine.next(status));
        } catch (OversizedRecordException | IllegalArgumentException e) {
            return refused(held.reviewId(), input, String.valueOf(e.getMessage()), before, now);
        }
    }

    private Turn expired(Held held, ReviewStatus status, long now) {
        String late = "nobody has decided within %s".formatted(config.times().toDecide());
        List<OutputRecord> outputs = new ArrayList<>(unreviewed(held, late, now));
        outputs.add(records.review(review(held, status, null)));
        return new Turn(status, outputs, Event.EXPIRED, machine.next(status));
    }

    private List<OutputRecord> unreviewed(Held held, String why, long now) {
        return config.onExpiry() == ReviewConfig.OnExpiry.RELEASE
                ? finals.unreviewed(held, now)
                : List.of(finals.expired(held, why, now));
    }

    private Turn refused(
            @Nullable String id,
            InputRecord input,
            String why,
            @Nullable ReviewStatus status,
            long now) {
        OutputRecord alert =
                alert(AlertKind.DECISION_REFUSED, id, why, input.source(), input.value(), now);
        Long next = status == null ? null : machine.next(status);
        return new Turn(status, List.of(alert), Event.REFUSED, next);
    }

    private OutputRecord alert(
            AlertKind kind,
            @Nullable String id,
            String error,
            @Nullable SourcePosition source,
            byte @Nullable [] value,
            long now) {
        return records.alert(new AlertRecord(kind, null, id, error, source, value, now));
    }

    private static ReviewRecord review(
            Held held, ReviewStatus status, @Nullable DecisionRecord decision) {
        byte[] result = held.result().value();
        return new ReviewRecord(
                held.reviewId(),
                held.documentId(),
                held.task(),
                held.target(),
                status.state(),
                held.reasons(),
                held.risk(),
                result == null ? null : new String(result, StandardCharsets.UTF_8),
                held.text(),
                status.claimedBy(),
                status.claimedUntil(),
                decision,
                status.history(),
                status.createdAt(),
                status.expiresAt(),
                held.metadata(),
                null);
    }
}

package dev.limelight.pipeline.review;

import dev.limelight.connectors.record.OutputRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes of one thing that happened to a review.
 *
 * @param status where it stands now, to be kept; null to forget it
 * @param outputs records that go out
 * @param event what happened, for counting
 * @param next when the time will do something to it, epoch milliseconds; null where it will not
 */
public record Turn(
        @Nullable ReviewStatus status,
        List<OutputRecord> outputs,
        Event event,
        @Nullable Long next) {

    /** What happened, for counting. */
    public enum Event {
        /** Nothing that anybody counts. */
        NONE,
        /** An output is held. */
        HELD,
        /** An output went on without a review, because as many are held as may be. */
        OVERFLOWED,
        /** A person has decided. */
        DECIDED,
        /** Nobody has decided in time. */
        EXPIRED,
        /** A decision was refused. */
        REFUSED
    }

    /** Whether the output need not be held any more. */
    public boolean isOver() {
        return status == null || status.state().isEnd();
    }
}

package dev.limelight.pipeline.job.review;

import dev.limelight.pipeline.review.Turn;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many outputs a subtask holds, and what became of others, as Flink's metrics. For one thread.
 */
final class ReviewCounts {

    private final Counter decided;
    private final Counter expired;
    private final Counter overflowed;
    private final Counter refused;
    private long held;
    private boolean isFull;

    ReviewCounts(MetricGroup metrics) {
        MetricGroup group = metrics.addGroup("reviews");
        group.gauge("held", () -> held);
        decided = group.counter("decided");
        expired = group.counter("expired");
        overflowed = group.counter("overflowed");
        refused = group.counter("refused");
    }

    /** So many are held when the subtask starts. */
    void start(long number) {
        held = number;
    }

    boolean isBelow(long limit) {
        return held < limit;
    }

    /** Whether there was room for the last one. */
    boolean hadRoom() {
        return !isFull;
    }

    void count(Turn turn) {
        switch (turn.event()) {
            case HELD -> {
                held++;
                isFull = false;
            }
            case DECIDED -> {
                held--;
                decided.inc();
            }
            case EXPIRED -> {
                held--;
                expired.inc();
            }
            case OVERFLOWED -> {
                isFull = true;
                overflowed.inc();
            }
            case REFUSED -> refused.inc();
            case NONE -> {}
        }
    }
}

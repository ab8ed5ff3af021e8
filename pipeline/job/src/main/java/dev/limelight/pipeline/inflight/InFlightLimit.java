package dev.limelight.pipeline.inflight;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limit on the in-flight documents of a branch: connects its source with the asynchronous
 * operator at its end, so that the source pauses while enough waits there.
 *
 * <p>Why back-pressure is not left to Flink: an asynchronous operator with a full queue blocks its
 * task, and checkpoints with it, until a whole document is done; and results of the other branch
 * become visible with checkpoints. A source that pauses blocks nothing.
 *
 * <p>Both ends find each other by their subtask's number. They have to run in one JVM, which
 * forward edges in one slot sharing group see to; where they do not, the source never pauses, and
 * back-pressure is Flink's. What passes before the source hears of it has to fit into the
 * operator's queue.
 *
 * <p>Goes with the job to where it runs. Thread-safe.
 */
public final class InFlightLimit implements Serializable {

    private static final long serialVersionUID = 1;

    /** Some bytes for each subtask of a job; they go with the job's class loader. */
    private static final Map<Key, InFlightLimiter> LIMITERS = new ConcurrentHashMap<>();

    /** Documents that a source may hand on before it hears that there is no room. */
    private static final int OVERSHOOT = 200;

    private final UUID id = UUID.randomUUID();

    /**
     * How many documents an operator's queue has to hold, so that it is never full.
     *
     * @param room documents of about one length that are worked on at a time
     */
    public static int capacity(int room) {
        return Lanes.COUNT * room + InFlightLimiter.DOCUMENTS + OVERSHOOT;
    }

    private record Key(UUID limit, int subtask) {}

    /** The one that a subtask's work goes through; the same for all of its attempts here. */
    public InFlightLimiter limiter(int subtask) {
        return LIMITERS.computeIfAbsent(new Key(id, subtask), key -> new InFlightLimiter());
    }
}

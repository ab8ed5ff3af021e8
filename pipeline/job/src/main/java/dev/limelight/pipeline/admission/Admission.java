package dev.limelight.pipeline.admission;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * Connects the source of a branch with the asynchronous operator at its end, so that the source
 * rests while the operator has as much as it can work on.
 *
 * <p>Why back-pressure is not left to Flink: an asynchronous operator with a full queue blocks its
 * task, and checkpoints with it, until a whole document is done; and results of the other branch
 * become visible with checkpoints. A source that rests blocks nothing.
 *
 * <p>Both ends find each other by their subtask's number. They have to run in one JVM, which
 * forward edges in one slot sharing group see to; where they do not, the source never rests, and
 * back-pressure is Flink's. What passes before the source hears of it has to fit into the
 * operator's queue.
 *
 * <p>Goes with the job to where it runs. Thread-safe.
 */
public final class Admission implements Serializable {

    private static final long serialVersionUID = 1;

    /** Some bytes for each subtask of a job; they go with the job's class loader. */
    private static final Map<Key, Gate> GATES = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();
    private final int limit;

    /**
     * @param limit documents that a subtask works on at a time, at least 1
     */
    public Admission(int limit) {
        this.limit = limit;
    }

    private record Key(UUID admission, int subtask) {}

    /** Reads as {@code source} does, and has the same state, but only while there is room. */
    public <T, SplitT extends SourceSplit, CheckpointT> Source<T, SplitT, CheckpointT> source(
            Source<T, SplitT, CheckpointT> source) {
        return new AdmittedSource<>(source, this);
    }

    /** The one that a subtask's work goes through; the same for all of its attempts here. */
    public Gate gate(int subtask) {
        return GATES.computeIfAbsent(new Key(id, subtask), key -> new Gate(limit));
    }
}

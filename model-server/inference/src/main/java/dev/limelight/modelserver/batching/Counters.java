package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.EngineStatistics;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What an engine has done so far. Thread-safe. */
final class Counters {

    private static final double NANOS_PER_MS = 1e6;

    private final LongAdder requests = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final LongAdder paddedTokens = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void answered(int number) {
        requests.add(number);
    }

    /** An encoder's pass over a batch. */
    void ran(List<? extends QueuedRequest<?, ?>> batch) {
        int longest = batch.stream().mapToInt(QueuedRequest::length).max().orElse(0);
        batches.increment();
        tokens.add(batch.stream().mapToLong(QueuedRequest::length).sum());
        paddedTokens.add((long) longest * batch.size());
    }

    /** Time in the model. */
    void worked(long passNanos) {
        nanos.add(passNanos);
    }

    EngineStatistics statistics() {
        return new EngineStatistics(
                requests.sum(),
                batches.sum(),
                tokens.sum(),
                paddedTokens.sum(),
                nanos.sum() / NANOS_PER_MS);
    }
}

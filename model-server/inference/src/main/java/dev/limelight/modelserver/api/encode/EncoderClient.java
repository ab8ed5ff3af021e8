package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenCounter;
import java.util.concurrent.CompletableFuture;

/**
 * A handle on an encoder that all handles of this JVM share. Thread-safe. Whoever opened the handle
 * closes it; the engine goes with its last handle.
 */
public interface EncoderClient extends AutoCloseable {

    ModelInfo info();

    TokenCounter tokens();

    /**
     * Queues one text. Returns at once unless the queue is full; then it blocks until there is room
     * (back-pressure).
     *
     * <p>The future completes on a thread of the engine, so continuations must be short. It fails
     * with a {@link ModelException} (never wrapped); a failing request fails alone. Cancelling it
     * takes the request out of the queue. The result does not depend on what else is in the batch.
     */
    CompletableFuture<Encoded> encode(EncodeRequest request);

    /** Counters since the engine was loaded, over all handles. */
    EngineStatistics statistics();

    /** Waits for this handle's requests, then releases the engine. Closing twice is allowed. */
    @Override
    void close();
}

package dev.limelight.modelserver;

import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.architecture.Encoder;
import dev.limelight.modelserver.batching.BatchPolicy;
import dev.limelight.modelserver.batching.Batcher;
import java.time.Duration;

/** A loaded encoder, its batcher, and how many handles there are on them. */
final class Engine {

    private static final Duration PATIENCE_AT_EXIT = Duration.ofSeconds(5);

    private final Encoder encoder;
    private final EncoderOptions options;
    private final Batcher batcher;
    private int handles;

    Engine(Encoder encoder, EncoderOptions options) {
        this.encoder = encoder;
        this.options = options;
        this.batcher = new Batcher(encoder, BatchPolicy.of(options));
    }

    Encoder encoder() {
        return encoder;
    }

    EncoderOptions options() {
        return options;
    }

    Batcher batcher() {
        return batcher;
    }

    /** Under the registry's lock. */
    void acquire() {
        handles++;
    }

    /** Under the registry's lock; true when that was the last handle. */
    boolean release() {
        handles--;
        return handles == 0;
    }

    void close() {
        try (encoder) {
            batcher.close();
        }
    }

    /** Stops the threads and leaves the memory to the end of the process. */
    void abort() {
        batcher.abort(PATIENCE_AT_EXIT);
    }
}

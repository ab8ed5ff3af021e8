package dev.limelight.modelserver;

import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.batching.BatchPolicy;
import dev.limelight.modelserver.batching.Batcher;
import dev.limelight.modelserver.model.Encoder;
import java.time.Duration;

/**
 * A loaded encoder and its batcher.
 *
 * @param encoder owned
 * @param batcher runs it
 */
record EncoderEngine(Encoder encoder, Batcher batcher) implements SharedEngine {

    EncoderEngine(Encoder encoder, EncoderOptions options) {
        this(encoder, new Batcher(encoder, BatchPolicy.of(options)));
    }

    @Override
    public void close() {
        try (encoder) {
            batcher.close();
        }
    }

    @Override
    public void abort(Duration patience) {
        batcher.abort(patience);
    }
}

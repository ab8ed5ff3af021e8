package dev.limelight.modelserver;

import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.batching.BatchPolicy;
import dev.limelight.modelserver.batching.GenerationBatcher;
import dev.limelight.modelserver.model.Generator;
import java.time.Duration;

/**
 * A loaded encoder-decoder model and its batcher.
 *
 * @param generator owned
 * @param batcher runs it
 */
record Seq2SeqEngine(Generator generator, GenerationBatcher batcher) implements SharedEngine {

    Seq2SeqEngine(Generator generator, Seq2SeqOptions options) {
        this(generator, new GenerationBatcher(generator, BatchPolicy.of(options)));
    }

    @Override
    public void close() {
        try (generator) {
            batcher.close();
        }
    }

    @Override
    public void abort(Duration patience) {
        batcher.abort(patience);
    }
}

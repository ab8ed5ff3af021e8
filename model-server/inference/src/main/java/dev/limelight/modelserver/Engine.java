package dev.limelight.modelserver;

import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.batching.BatchPolicy;
import dev.limelight.modelserver.batching.Batcher;
import dev.limelight.modelserver.batching.GenerationBatcher;
import dev.limelight.modelserver.batching.RequestWorkers;
import dev.limelight.modelserver.model.Encoder;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.LoadedModel;
import java.time.Duration;

/**
 * A loaded model and the threads that answer for it. Thread-safe; {@link EngineRegistry} closes it.
 *
 * @param model owned
 * @param batcher runs it
 */
record Engine<M extends LoadedModel, B extends RequestWorkers<?, ?>>(M model, B batcher)
        implements AutoCloseable {

    /** Starts the threads of an encoder; the engine owns it from here. */
    static Engine<Encoder, Batcher> of(Encoder encoder, EncoderOptions options) {
        return new Engine<>(encoder, new Batcher(encoder, BatchPolicy.of(options)));
    }

    /** Starts the thread of an encoder-decoder model; the engine owns it from here. */
    static Engine<Generator, GenerationBatcher> of(Generator generator, Seq2SeqOptions options) {
        return new Engine<>(generator, new GenerationBatcher(generator, BatchPolicy.of(options)));
    }

    /** Answers what is queued, stops the threads, frees the memory. */
    @Override
    public void close() {
        try (model) {
            batcher.close();
        }
    }

    /**
     * Stops the threads and leaves the memory to the end of the process.
     *
     * @param patience how long to wait for the passes under way
     */
    void abort(Duration patience) {
        batcher.abort(patience);
    }
}

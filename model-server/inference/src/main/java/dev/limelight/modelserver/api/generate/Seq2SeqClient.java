package dev.limelight.modelserver.api.generate;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenCounter;
import java.util.concurrent.CompletableFuture;

/**
 * A handle on an encoder-decoder model that all handles of this JVM share. Thread-safe. Whoever
 * opened the handle closes it; the engine goes with its last handle.
 */
public interface Seq2SeqClient extends AutoCloseable {

    Seq2SeqInfo info();

    /** The source side of the model's own tokenizer. */
    TokenCounter tokens();

    /**
     * The most tokens that the model writes, end of sentence included. A text of so many may be one
     * that was cut.
     *
     * @param settings those of a request, see {@link GenerateRequest#settings}
     * @throws ModelException {@code INVALID} for settings that make no sense
     */
    default int maxNewTokens(String settings) {
        return info().maxTokens();
    }

    /**
     * Settings by which results have several sequences: with the beams that {@code settings} has,
     * and at least one for each sequence.
     *
     * @param settings those of a request, see {@link GenerateRequest#settings}
     * @param sequences at least 1
     * @throws ModelException {@code INVALID} for settings that make no sense
     */
    default String withSequences(String settings, int sequences) {
        return settings;
    }

    /**
     * Queues one text. Returns at once unless the queue is full; then it blocks until there is room
     * (back-pressure).
     *
     * <p>The future completes on a thread of the engine, so continuations must be short. It fails
     * with a {@link ModelException} (never wrapped): {@code TOO_LARGE} for a text of more tokens
     * than the model reads, {@code INVALID} for settings or languages that make no sense, {@code
     * TIMEOUT}, {@code CLOSED}, {@code MODEL_ERROR}. A failing request fails alone. Cancelling it
     * takes the request out of the queue, or out of its batch before the next step. The result does
     * not depend on what else is in the batch.
     */
    CompletableFuture<GenerateResult> generate(GenerateRequest request);

    /**
     * Generates on this thread, by itself, and shows how; slower than {@link #generate}.
     *
     * @param top how many tokens of each step are shown
     * @throws ModelException as {@link #generate} fails
     */
    default GenerationTrace trace(GenerateRequest request, int top) {
        throw new ModelException(ModelException.Category.INVALID, "this model shows no steps");
    }

    /**
     * Forced decoding: the model reads a given target of a text in place of writing one. It goes
     * through queue, batches, timeout and cancelling like {@link #generate}, and fails likewise;
     * {@code TOO_LARGE} also for a target of more tokens than the model writes.
     *
     * @param request the source and its languages; settings must make sense, and those that change
     *     what is written change nothing
     * @param target the text to read; may be empty, then only the end of sentence is read
     * @return one sequence: {@code target} with its tokens as the model would have written them, a
     *     forced first token and the end of sentence included, their log-probabilities, and the
     *     attention {@code [target, source]} of each tap
     */
    CompletableFuture<GenerateResult> score(GenerateRequest request, String target);

    /** Counters since the engine was loaded, over all handles. */
    EngineStatistics statistics();

    /** Waits for this handle's requests, then releases the engine. Closing twice is allowed. */
    @Override
    void close();
}

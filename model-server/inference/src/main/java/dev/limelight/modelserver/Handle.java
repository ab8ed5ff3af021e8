package dev.limelight.modelserver;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.batching.RequestWorkers;
import dev.limelight.modelserver.model.LoadedModel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * One user's view of a shared engine: it refuses after closing, waits for its own requests, and
 * releases the engine once. Thread-safe.
 */
abstract class Handle<M extends LoadedModel, B extends RequestWorkers<?, ?>> {

    private final Engine<M, B> engine;
    private final Runnable release;
    private final OwnRequests own = new OwnRequests();

    /** Takes an engine out of a registry, which loads it if need be. */
    <O> Handle(EngineRegistry<O, Engine<M, B>> registry, O options) {
        engine = registry.acquire(options);
        release = () -> registry.release(options);
    }

    final M model() {
        return engine.model();
    }

    final B batcher() {
        return engine.batcher();
    }

    /** Submits a request; a failure to do so is its answer. */
    final <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> submission) {
        if (!own.begin()) {
            return CompletableFuture.failedFuture(
                    new ModelException(Category.CLOSED, "the handle was closed before this"));
        }
        CompletableFuture<T> answer = submitted(submission);
        var unused = answer.whenComplete((result, failure) -> own.end());
        return answer;
    }

    /** Counts tokens as the engine's tokenizer does. */
    public final TokenCounter tokens() {
        return engine.model().tokens();
    }

    /** Counters since the engine was loaded, over all handles. */
    public final EngineStatistics statistics() {
        return engine.batcher().statistics();
    }

    /** Waits for this handle's requests, then releases the engine. */
    public final void close() {
        if (engine.batcher().isWorker(Thread.currentThread())) {
            throw new IllegalStateException(
                    "close() on thread %s of the engine, which it would wait for; expected any other"
                            .formatted(Thread.currentThread().getName()));
        }
        if (own.close()) {
            release.run();
        }
    }

    private static <T> CompletableFuture<T> submitted(Supplier<CompletableFuture<T>> submission) {
        try {
            return submission.get();
        } catch (ModelException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(
                    new ModelException(Category.MODEL_ERROR, "the tokenizer failed", e));
        }
    }
}

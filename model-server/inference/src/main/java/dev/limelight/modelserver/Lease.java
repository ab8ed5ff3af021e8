package dev.limelight.modelserver;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What all handles do: refuse after closing, wait for their own requests, release once. */
final class Lease {

    private final Predicate<Thread> isOfEngine;
    private final Runnable release;
    private final OwnRequests own = new OwnRequests();

    /**
     * A lease on an engine.
     *
     * @param isOfEngine whether a thread is the engine's, on which closing would hang
     * @param release called by the first {@link #close}
     */
    Lease(Predicate<Thread> isOfEngine, Runnable release) {
        this.isOfEngine = isOfEngine;
        this.release = release;
    }

    /** Submits a request; a failure to do so is its answer. */
    <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> submission) {
        if (!own.begin()) {
            return CompletableFuture.failedFuture(
                    new ModelException(Category.CLOSED, "the handle was closed before this"));
        }
        CompletableFuture<T> answer = submitted(submission);
        var unused = answer.whenComplete((result, failure) -> own.end());
        return answer;
    }

    void close() {
        if (isOfEngine.test(Thread.currentThread())) {
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

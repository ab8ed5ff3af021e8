package dev.limelight.modelserver.server.service;

import dev.limelight.modelserver.api.ModelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Tells the work of one request that nobody waits for it any more, because its client has gone or
 * its time is up. Thread-safe.
 */
public final class Cancellation {

    private final Map<Long, CompletableFuture<?>> running = new HashMap<>();
    private long bound;
    private boolean cancelled;

    /** Cancels {@code future} with the request, or at once where the request already is. */
    public <T> CompletableFuture<T> bind(CompletableFuture<T> future) {
        long key = remember(future);
        if (key >= 0) {
            var unused = future.whenComplete((value, error) -> forget(key));
        } else {
            future.cancel(true);
        }
        return future;
    }

    /**
     * Waits for a future that goes with the request.
     *
     * @throws ModelException as the future failed, unwrapped
     * @throws CancellationException when the request was cancelled
     */
    public <T> T await(CompletableFuture<T> future) {
        try {
            return bind(future).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Throws {@link CancellationException} once the request is cancelled. */
    public void check() {
        if (isCancelled()) {
            throw new CancellationException("the request was cancelled");
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Cancels everything that is bound, and all that will be. */
    public void cancel() {
        stop().forEach(future -> future.cancel(true));
    }

    private synchronized List<CompletableFuture<?>> stop() {
        cancelled = true;
        List<CompletableFuture<?>> left = List.copyOf(running.values());
        running.clear();
        return left;
    }

    private synchronized long remember(CompletableFuture<?> future) {
        if (cancelled) {
            return -1;
        }
        running.put(bound, future);
        return bound++;
    }

    private synchronized void forget(long key) {
        running.remove(key);
    }
}

package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.ModelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its batch, and the promise of its answer. Thread-safe.
 *
 * @param <I> what a model is given
 * @param <O> the answer
 */
class Waiting<I, O> {

    static final double NANOS_PER_MS = 1e6;

    private final I input;
    private final int length;
    private final int rows;
    private final CompletableFuture<O> answer = new CompletableFuture<>();
    private final long submitted = System.nanoTime();
    private final long timeout;

    /**
     * A request as of now.
     *
     * @param length tokens, special ones included
     * @param rows rows of the batch that it takes
     * @param timeout zero for none
     */
    Waiting(I input, int length, int rows, Duration timeout) {
        this.input = input;
        this.length = length;
        this.rows = rows;
        this.timeout = timeout.isZero() ? Long.MAX_VALUE : timeout.toNanos();
    }

    I input() {
        return input;
    }

    int length() {
        return length;
    }

    int rows() {
        return rows;
    }

    CompletableFuture<O> answer() {
        return answer;
    }

    /** Nanoseconds since submission. */
    long age() {
        return System.nanoTime() - submitted;
    }

    /** Nanoseconds until its time is up; zero or less when it is. */
    long left() {
        return timeout - age();
    }

    /** Milliseconds between submission and a moment of {@link System#nanoTime}. */
    double queuedMs(long started) {
        return (started - submitted) / NANOS_PER_MS;
    }

    void fail(ModelException failure) {
        answer.completeExceptionally(failure);
    }
}

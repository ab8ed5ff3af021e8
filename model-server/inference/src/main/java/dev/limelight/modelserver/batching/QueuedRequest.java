package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.ModelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A request that waits for its batch, and the promise of its answer. Thread-safe; lane and turn
 * belong to the queue.
 *
 * @param <I> what a model is given
 * @param <O> the answer
 */
class QueuedRequest<I, O> {

    static final double NANOS_PER_MS = 1e6;

    private final I input;
    private final int length;
    private final int rows;
    private final String group;
    private final CompletableFuture<O> answer = new CompletableFuture<>();
    private final LongSupplier clock;
    private final long submitted;
    private final long timeout;
    private Lane lane = Lane.QUICK;
    private long turn = -1;

    /**
     * A request as of now.
     *
     * @param length tokens, special ones included
     * @param rows rows of the batch that it takes
     * @param group the requests that it takes turns with others together with; empty for none
     * @param timeout zero for none
     * @param clock nanoseconds, as {@link System#nanoTime} counts them
     */
    QueuedRequest(
            I input, int length, int rows, String group, Duration timeout, LongSupplier clock) {
        this.input = input;
        this.length = length;
        this.rows = rows;
        this.group = group;
        this.clock = clock;
        this.submitted = clock.getAsLong();
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

    /** Positions that it takes in a batch without padding. */
    long positions() {
        return (long) length * rows;
    }

    String group() {
        return group;
    }

    Lane lane() {
        return lane;
    }

    /** Whether another one of the same group is in another lane. */
    boolean isApartFrom(QueuedRequest<?, ?> other) {
        return group.equals(other.group) && lane != other.lane;
    }

    /** The lower, the sooner. */
    long turn() {
        return turn;
    }

    boolean isPlaced() {
        return turn >= 0;
    }

    void place(Lane in, long at) {
        lane = in;
        turn = at;
    }

    CompletableFuture<O> answer() {
        return answer;
    }

    /** Nanoseconds since submission. */
    long age() {
        return clock.getAsLong() - submitted;
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

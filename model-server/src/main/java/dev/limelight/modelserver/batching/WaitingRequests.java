package dev.limelight.modelserver.batching;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between callers and workers. Thread-safe. */
final class WaitingRequests<W extends Waiting<?, ?>> {

    private final BatchPolicy policy;
    private final Set<W> waiting = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private long waitingTokens;
    private boolean closed;

    WaitingRequests(BatchPolicy policy) {
        this.policy = policy;
    }

    /**
     * Adds a request; blocks while the queue is full.
     *
     * @param mayBlock false to add it in any case
     * @return false when the queue is closed
     */
    boolean add(W waits, boolean mayBlock) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (mayBlock && !closed && waiting.size() >= policy.queueCapacity()) {
                room.await();
            }
            if (!closed) {
                waiting.add(waits);
                waitingTokens += positions(waits);
                arrived.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void remove(W waits) {
        lock.lock();
        try {
            take(waits);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch; blocks until one is full or its oldest request has waited long enough.
     *
     * @return an empty list once the queue is closed and drained
     */
    List<W> nextBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitBatch();
            return waiting.isEmpty() ? List.of() : select(policy.tokenBudget());
        } finally {
            lock.unlock();
        }
    }

    /**
     * A batch of what waits now; does not block.
     *
     * @param running positions of the batches that run; those that are left of the budget may be
     *     taken, if they are enough for all that waits, or for half of the budget
     * @return an empty list when nothing waits, or it had better wait
     */
    List<W> moreBeside(int running) {
        lock.lock();
        try {
            int free = policy.tokenBudget() - running;
            boolean isEnough = waitingTokens <= free || free >= policy.tokenBudget() / 2;
            boolean fits = !waiting.isEmpty() && isEnough && positions(oldest()) <= free;
            return fits || !late().isEmpty() ? select(free) : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Those whose time is up go first and by themselves, to be told so. */
    private List<W> select(int budget) {
        List<W> batch = late();
        if (batch.isEmpty()) {
            var window = waiting.stream().limit(policy.lookAhead()).toList();
            batch = BatchSelection.select(policy, budget, window);
        }
        batch.forEach(this::take);
        wakeAnotherWorker();
        return batch;
    }

    private List<W> late() {
        return waiting.stream().filter(waits -> waits.left() <= 0).toList();
    }

    private static long positions(Waiting<?, ?> waits) {
        return (long) waits.length() * waits.rows();
    }

    /** No more requests; what waits is still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more requests; what waits is handed back instead of run. */
    List<W> closeNow() {
        lock.lock();
        try {
            List<W> left = new ArrayList<>(waiting);
            left.forEach(this::take);
            close();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void awaitBatch() throws InterruptedException {
        while (!closed && (waiting.isEmpty() || !isDue())) {
            if (waiting.isEmpty()) {
                arrived.await();
            } else {
                arrived.awaitNanos(Math.min(policy.maxWait().toNanos() - oldest().age(), left()));
            }
        }
    }

    /** A full queue is due too: nobody could join by waiting. */
    private boolean isDue() {
        return waitingTokens >= policy.tokenBudget()
                || waiting.size() >= policy.queueCapacity()
                || oldest().age() >= policy.maxWait().toNanos()
                || left() <= 0;
    }

    /** Nanoseconds until the first one's time is up. */
    private long left() {
        return waiting.stream().mapToLong(Waiting::left).min().orElse(Long.MAX_VALUE);
    }

    /** It may sleep since the queue was empty, and what is left over must not wait for this one. */
    private void wakeAnotherWorker() {
        if (!waiting.isEmpty()) {
            arrived.signal();
        }
    }

    private W oldest() {
        return waiting.iterator().next();
    }

    private void take(W waits) {
        if (waiting.remove(waits)) {
            waitingTokens -= positions(waits);
            room.signal();
        }
    }
}

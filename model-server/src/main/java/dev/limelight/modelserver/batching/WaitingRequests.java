package dev.limelight.modelserver.batching;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between callers and workers. Thread-safe. */
final class WaitingRequests {

    private final BatchPolicy policy;
    private final Set<Pending> waiting = new LinkedHashSet<>();
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
    boolean add(Pending pending, boolean mayBlock) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (mayBlock && !closed && waiting.size() >= policy.queueCapacity()) {
                room.await();
            }
            if (!closed) {
                waiting.add(pending);
                waitingTokens += pending.length();
                arrived.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void remove(Pending pending) {
        lock.lock();
        try {
            take(pending);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch; blocks until one is full or its oldest request has waited long enough.
     *
     * @return an empty list once the queue is closed and drained
     */
    List<Pending> nextBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitBatch();
            if (waiting.isEmpty()) {
                return List.of();
            }
            List<Pending> batch =
                    BatchSelection.select(
                            policy, waiting.stream().limit(policy.lookAhead()).toList());
            batch.forEach(this::take);
            wakeAnotherWorker();
            return batch;
        } finally {
            lock.unlock();
        }
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
    List<Pending> closeNow() {
        lock.lock();
        try {
            List<Pending> left = new ArrayList<>(waiting);
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
                arrived.awaitNanos(policy.maxWait().toNanos() - oldest().age());
            }
        }
    }

    /** A full queue is due too: nobody could join by waiting. */
    private boolean isDue() {
        return waitingTokens >= policy.tokenBudget()
                || waiting.size() >= policy.queueCapacity()
                || oldest().age() >= policy.maxWait().toNanos();
    }

    /** It may sleep since the queue was empty, and what is left over must not wait for this one. */
    private void wakeAnotherWorker() {
        if (!waiting.isEmpty()) {
            arrived.signal();
        }
    }

    private Pending oldest() {
        return waiting.iterator().next();
    }

    private void take(Pending pending) {
        if (waiting.remove(pending)) {
            waitingTokens -= pending.length();
            room.signal();
        }
    }
}

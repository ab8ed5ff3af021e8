package dev.limelight.modelserver.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded queue between callers and workers, by lanes and turns. Thread-safe. */
final class RequestQueue<W extends QueuedRequest<?, ?>> {

    private final BatchPolicy policy;
    private final Groups groups;
    private final LaneShares shares = new LaneShares();
    private final Set<W> waiting = new LinkedHashSet<>();
    private final Map<Lane, Long> tokens = new EnumMap<>(Lane.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private int blocked;
    private boolean closed;

    RequestQueue(BatchPolicy policy) {
        this.policy = policy;
        this.groups = new Groups(policy.quickWork());
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
            if (mayBlock) {
                awaitRoom(waits);
            }
            if (!closed && !waits.answer().isDone()) {
                enter(waits);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a request out that is answered, wherever it is. */
    void remove(W waits) {
        lock.lock();
        try {
            take(waits);
            groups.left(waits);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch, of one lane; blocks until one is full or its oldest request has waited long
     * enough.
     *
     * @return an empty list once the queue is closed and drained
     */
    List<W> nextBatch() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitBatch();
            return waiting.isEmpty() ? List.of() : nextOf(shares.next(lanes()));
        } finally {
            lock.unlock();
        }
    }

    /**
     * A batch of what waits now in a lane of which nothing runs; does not block. The first goes
     * whatever it takes, so that no lane can keep the other one out.
     *
     * @param running positions of the batches that run
     */
    List<W> first(Lane lane, int running) {
        lock.lock();
        try {
            return tokens(lane) == 0 ? List.of() : select(lane, free(lane, running));
        } finally {
            lock.unlock();
        }
    }

    /**
     * A batch of what waits now in a lane; does not block.
     *
     * @param running positions of the batches that run; those that are left of the budget may be
     *     taken, if they are enough for all that waits, or for half of the budget
     * @return an empty list when nothing waits, or it had better wait
     */
    List<W> moreBeside(Lane lane, int running) {
        lock.lock();
        try {
            int free = free(lane, running);
            boolean isEnough = tokens(lane) <= free || free >= policy.tokenBudget() / 2;
            boolean fits = isEnough && tokens(lane) > 0 && window(lane).get(0).positions() <= free;
            return fits || !late().isEmpty() ? select(lane, free) : List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<W> nextOf(Lane lane) {
        List<W> batch = select(lane, policy.tokenBudget(lane));
        shares.charge(lane, batch.stream().mapToLong(QueuedRequest::positions).sum());
        return batch;
    }

    /** Those whose time is up go first and by themselves, to be told so. */
    private List<W> select(Lane lane, int budget) {
        List<W> batch = late();
        if (batch.isEmpty()) {
            List<W> window = window(lane);
            groups.started(window.get(0));
            batch = BatchSelection.select(policy, budget, window);
        }
        batch.forEach(this::take);
        wakeAnotherWorker();
        return batch;
    }

    private List<W> late() {
        return waiting.stream().filter(waits -> waits.left() <= 0).toList();
    }

    /** What is looked at for a batch, those whose turn it is first. */
    private List<W> window(Lane lane) {
        return waiting.stream()
                .filter(waits -> waits.lane() == lane)
                .sorted(Comparator.comparingLong(QueuedRequest::turn))
                .limit(policy.lookAhead())
                .toList();
    }

    private int free(Lane lane, int running) {
        return Math.max(0, policy.tokenBudget(lane) - running);
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
        return lanes().stream().anyMatch(lane -> tokens(lane) >= policy.tokenBudget(lane))
                || blocked > 0
                || waiting.size() >= policy.queueCapacity()
                || oldest().age() >= policy.maxWait().toNanos()
                || left() <= 0;
    }

    /** Nanoseconds until the first one's time is up. */
    private long left() {
        return waiting.stream().mapToLong(QueuedRequest::left).min().orElse(Long.MAX_VALUE);
    }

    /** It may sleep since the queue was empty, and what is left over must not wait for this one. */
    private void wakeAnotherWorker() {
        if (!waiting.isEmpty()) {
            arrived.signal();
        }
    }

    /** The last places of the queue are kept for the quick lane. */
    private boolean isFullFor(W waits) {
        Lane lane = groups.lane(waits.group(), waits.positions());
        return waiting.size() >= policy.queueCapacity(lane);
    }

    private void awaitRoom(W waits) throws InterruptedException {
        blocked++;
        try {
            while (!closed && isFullFor(waits)) {
                arrived.signal();
                room.await();
            }
        } finally {
            blocked--;
        }
    }

    private W oldest() {
        return waiting.iterator().next();
    }

    /** The lanes in which something waits. */
    private Set<Lane> lanes() {
        Set<Lane> lanes = EnumSet.allOf(Lane.class);
        lanes.removeIf(lane -> tokens(lane) == 0);
        return lanes;
    }

    private long tokens(Lane lane) {
        return tokens.getOrDefault(lane, 0L);
    }

    private void enter(W waits) {
        groups.enter(waits);
        if (tokens(waits.lane()) == 0) {
            shares.wake(waits.lane());
        }
        if (waits.lane() == Lane.BULK) {
            waiting.stream().filter(waits::isApartFrom).forEach(this::makeBulk);
        }
        waiting.add(waits);
        tokens.merge(waits.lane(), waits.positions(), Long::sum);
        arrived.signal();
    }

    /** What a group asked for before it was known how much that is. */
    private void makeBulk(W waits) {
        tokens.merge(waits.lane(), -waits.positions(), Long::sum);
        waits.place(Lane.BULK, waits.turn());
        tokens.merge(waits.lane(), waits.positions(), Long::sum);
    }

    private void take(W waits) {
        if (waiting.remove(waits)) {
            tokens.merge(waits.lane(), -waits.positions(), Long::sum);
            room.signalAll();
        }
    }
}

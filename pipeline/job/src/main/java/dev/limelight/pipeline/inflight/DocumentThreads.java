package dev.limelight.pipeline.inflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads on which an asynchronous operator does what blocks: one piece of work for each element,
 * in the order of {@link Lanes}. Thread-safe. Whoever makes them closes them.
 *
 * <p>An element's time runs from when its work begins. Flink's own timeout runs from when it comes,
 * and what waits its turn behind long documents is not late.
 *
 * @param <T> the elements
 */
public final class DocumentThreads<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentThreads.class);
    private static final long END_SECONDS = 60;

    private final Set<Work> open =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final Lanes<Work> lanes;
    private final String name;
    private final Duration longest;
    private final InFlightLimiter limiter;
    private final ExecutorService threads = Executors.newCachedThreadPool(this::thread);
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, this::thread);

    /**
     * Daemon threads.
     *
     * @param name of each
     * @param room elements of about one length that are worked on at a time; further ones wait
     * @param longest that the work for an element may take
     * @param limiter which each element enters when it comes, and leaves when its work begins
     */
    public DocumentThreads(String name, int room, Duration longest, InFlightLimiter limiter) {
        this.name = name;
        this.longest = longest;
        this.limiter = limiter;
        this.lanes = new Lanes<>(room);
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts the work for an element, or lets it wait.
     *
     * @param length of the element's text in UTF-16 units
     * @param work is interrupted when it takes too long
     * @param late runs then, before that
     */
    public void start(T element, int length, Runnable work, Runnable late) {
        var task = new Work(element, length, work, late);
        open.add(task);
        limiter.enter(length);
        synchronized (lanes) {
            lanes.add(task, length);
        }
        begin();
    }

    /** Interrupts the work for an element, or lets it wait no longer; no more is done for it. */
    void cancel(T element) {
        List.copyOf(open).stream()
                .filter(work -> work.element == element)
                .forEach(work -> work.cancel(true));
    }

    /** Interrupts all, and waits until it has let go of what it uses. */
    @Override
    public void close() throws InterruptedException {
        synchronized (lanes) {
            threads.shutdown();
        }
        List.copyOf(open).forEach(work -> work.cancel(true));
        threads.shutdownNow();
        if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("{}: documents are still worked on after {} s", name, END_SECONDS);
        }
        clock.shutdownNow();
    }

    /** Begins all that there is room for; nothing once this is closed. */
    private void begin() {
        List<Work> begun = new ArrayList<>();
        synchronized (lanes) {
            for (Work next = next(); next != null; next = next()) {
                threads.execute(next);
                begun.add(next);
            }
        }
        begun.forEach(work -> limiter.leave(work.length));
    }

    private @Nullable Work next() {
        return threads.isShutdown() ? null : lanes.begin();
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What is done for an element. */
    private final class Work extends FutureTask<Void> {

        private final T element;
        private final int length;
        private final Runnable late;

        Work(T element, int length, Runnable work, Runnable late) {
            super(work, null);
            this.element = element;
            this.length = length;
            this.late = late;
        }

        /** The room is free once the thread has let go, which may be after a cancellation. */
        @Override
        public void run() {
            Future<?> watch =
                    clock.schedule(this::expire, longest.toMillis(), TimeUnit.MILLISECONDS);
            try {
                super.run();
            } finally {
                watch.cancel(false);
                synchronized (lanes) {
                    lanes.end(length);
                }
                begin();
            }
        }

        @Override
        protected void done() {
            open.remove(this);
            boolean waited;
            synchronized (lanes) {
                waited = lanes.remove(this, length);
            }
            if (waited) {
                limiter.leave(length);
            }
        }

        private void expire() {
            if (!isDone()) {
                late.run();
                cancel(true);
            }
        }
    }
}

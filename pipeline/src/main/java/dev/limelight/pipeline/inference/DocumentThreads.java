package dev.limelight.pipeline.inference;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Threads on which an asynchronous operator does what blocks: one piece of work for each element,
 * which is told from others by identity. Thread-safe. Whoever makes them closes them.
 *
 * @param <T> the elements
 */
public final class DocumentThreads<T> implements AutoCloseable {

    private final Map<T, Future<?>> running = Collections.synchronizedMap(new IdentityHashMap<>());
    private final ExecutorService threads;

    /**
     * Daemon threads.
     *
     * @param name of each
     * @param count how many; further work waits
     */
    public DocumentThreads(String name, int count) {
        this.threads = Executors.newFixedThreadPool(count, work -> thread(name, work));
    }

    /** Starts the work for an element, or queues it. */
    public void start(T element, Runnable work) {
        var task =
                new FutureTask<Void>(
                        () -> {
                            try {
                                work.run();
                            } finally {
                                running.remove(element);
                            }
                        },
                        null);
        running.put(element, task);
        threads.execute(task);
    }

    /** Interrupts the work for an element, or takes it out of the queue; no more is done for it. */
    public void cancel(T element) {
        Future<?> late = running.remove(element);
        if (late != null) {
            late.cancel(true);
        }
    }

    /** Interrupts all, and does not wait for it. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}

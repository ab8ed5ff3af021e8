package dev.limelight.pipeline.admission;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads on which an asynchronous operator does what blocks: one piece of work for each element,
 * which is told from others by identity. Thread-safe. Whoever makes them closes them.
 *
 * @param <T> the elements
 */
public final class DocumentThreads<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentThreads.class);
    private static final long END_SECONDS = 60;

    private final Map<T, Work> running = Collections.synchronizedMap(new IdentityHashMap<>());
    private final String name;
    private final Gate gate;
    private final ExecutorService threads;

    /**
     * Daemon threads.
     *
     * @param name of each
     * @param count how many; further work waits
     * @param gate through which each piece of work enters and leaves
     */
    public DocumentThreads(String name, int count, Gate gate) {
        this.name = name;
        this.gate = gate;
        this.threads = Executors.newFixedThreadPool(count, this::thread);
    }

    /** Starts the work for an element, or queues it. */
    public void start(T element, Runnable work) {
        var task = new Work(element, work);
        gate.enter();
        running.put(element, task);
        threads.execute(task);
    }

    /** Interrupts the work for an element, or takes it out of the queue; no more is done for it. */
    public void cancel(T element) {
        Work late = running.get(element);
        if (late != null) {
            late.cancel(true);
        }
    }

    /** Interrupts all, and waits until it has let go of what it uses. */
    @Override
    public void close() throws InterruptedException {
        List.copyOf(running.values()).forEach(work -> work.cancel(true));
        threads.shutdownNow();
        if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("{}: documents are still worked on after {} s", name, END_SECONDS);
        }
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** What is done for an element. */
    private final class Work extends FutureTask<Void> {

        private final T element;

        Work(T element, Runnable work) {
            super(work, null);
            this.element = element;
        }

        @Override
        protected void done() {
            running.remove(element);
            gate.leave();
        }
    }
}

package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A bounded queue of requests and the threads that answer them. Thread-safe. It does not own the
 * model: whoever opened that closes it after {@link #close} has returned.
 *
 * @param <W> a request
 * @param <O> its answer
 */
public abstract class RequestWorkers<W extends QueuedRequest<?, O>, O> implements AutoCloseable {

    final Counters counters = new Counters();
    final RequestQueue<W> waiting;
    private final List<Worker> workers;

    /**
     * Makes the threads (daemons) and does not start them yet.
     *
     * @param name of the threads, a number is put behind it
     */
    RequestWorkers(BatchPolicy policy, String name) {
        this.waiting = new RequestQueue<>(policy);
        this.workers =
                IntStream.range(0, policy.workers())
                        .mapToObj(i -> new Worker(name + "-" + i))
                        .toList();
    }

    /** The last line of a constructor: a worker must not see what is half made. */
    final void start() {
        workers.forEach(Thread::start);
    }

    /** Answers requests until the queue is closed and drained; an interrupt ends it at once. */
    abstract void serve() throws InterruptedException;

    /**
     * Queues a request; blocks while the queue is full, except on a worker thread, which would wait
     * for itself. An interrupt while it blocks fails the request and stays set.
     *
     * @return completes on a worker thread, with a {@link ModelException} on failure; cancelling it
     *     takes the request out
     */
    final CompletableFuture<O> submit(W request) {
        var unused = request.answer().whenComplete((answer, failure) -> waiting.remove(request));
        try {
            if (!waiting.add(request, !isWorker(Thread.currentThread()))) {
                request.fail(closed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request.fail(
                    new ModelException(Category.CLOSED, "interrupted while the queue was full", e));
        }
        return request.answer();
    }

    public final EngineStatistics statistics() {
        return counters.statistics();
    }

    /** Whether {@code thread} is one of these, on which waiting for answers would hang. */
    public final boolean isWorker(Thread thread) {
        return thread instanceof RequestWorkers<?, ?>.Worker worker && worker.owner() == this;
    }

    /** Runs what is queued, then stops the workers and waits for them. */
    @Override
    public final void close() {
        waiting.close();
        awaitWorkers(Duration.ZERO);
    }

    /**
     * Fails what is queued and stops the workers after the passes that they run.
     *
     * @param patience how long to wait for them at most
     */
    public final void abort(Duration patience) {
        beforeAbort();
        abandon();
        awaitWorkers(patience);
    }

    /** Told on the thread that aborts. */
    void beforeAbort() {}

    /** Fails what is queued. */
    final void abandon() {
        waiting.closeNow().forEach(request -> request.fail(closed()));
    }

    static ModelException closed() {
        return new ModelException(
                Category.CLOSED, "the engine was closed before the request was answered");
    }

    static ModelException failure(QueuedRequest<?, ?> request, Throwable cause) {
        return cause instanceof ModelException known
                ? known
                : new ModelException(
                        Category.MODEL_ERROR,
                        "forward pass over %d tokens failed".formatted(request.length()),
                        cause);
    }

    /** Zero waits for ever, as {@link Thread#join(long)} has it. */
    private void awaitWorkers(Duration patience) {
        boolean interrupted = false;
        for (Worker worker : workers) {
            interrupted |= !joined(worker, patience);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The model must not go while a worker is in it, so an interrupt does not end the wait. */
    private static boolean joined(Thread worker, Duration patience) {
        boolean undisturbed = true;
        while (true) {
            try {
                worker.join(patience.toMillis());
                return undisturbed;
            } catch (InterruptedException e) {
                undisturbed = false;
            }
        }
    }

    private final class Worker extends Thread {

        Worker(String name) {
            super(name);
            setDaemon(true);
        }

        RequestWorkers<W, O> owner() {
            return RequestWorkers.this;
        }

        @Override
        public void run() {
            try {
                serve();
            } catch (InterruptedException e) {
                abandon();
            }
        }
    }
}

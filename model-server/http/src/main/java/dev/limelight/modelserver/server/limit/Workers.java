package dev.limelight.modelserver.server.limit;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that run requests, and the short queue before them. Thread-safe. */
public final class Workers implements AutoCloseable {

    private final ThreadPoolExecutor threads;

    public Workers(int count, int queue) {
        var number = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(queue),
                        work -> {
                            var thread = new Thread(work, "serve-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts or queues work. Cancelling the future takes it out of the queue or interrupts it.
     *
     * @throws HttpError {@code BUSY} when the queue is full
     */
    public Future<?> submit(Runnable work) {
        var task =
                new FutureTask<Void>(work, null) {
                    @Override
                    protected void done() {
                        if (isCancelled()) {
                            threads.remove(this);
                        }
                    }
                };
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new HttpError(
                    Problem.BUSY,
                    "%d requests run and %d wait, which is all that may; try again later"
                            .formatted(running(), waiting()));
        }
        return task;
    }

    int running() {
        return threads.getActiveCount();
    }

    int waiting() {
        return threads.getQueue().size();
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}

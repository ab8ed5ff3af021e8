package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.Encoded;
import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.Encoder;
import dev.limelight.modelserver.architecture.EncoderInput;
import dev.limelight.modelserver.architecture.EncoderOutput;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Collects requests into batches and runs them on threads of its own. Thread-safe. It does not own
 * the encoder: whoever opened that closes it after {@link #close} has returned.
 *
 * <h2>Does a text's result depend on its batch?</h2>
 *
 * No, to the last bit, for MiniLM in 32-bit floats on ONNX Runtime 1.29. Hidden states and
 * attention of texts of 1 to 256 tokens were the same bits alone, among others, and with any
 * padding. It did not come by itself: averaging heads with ReduceMean differed in 76 of 95
 * combinations, see {@code HeadMean} for what does it now, at no measurable cost. {@code
 * MiniLmRunTest} guards it on the machine that runs the tests; other weights, above all int8 with
 * dynamic scales, need their own proof.
 *
 * <h2>What batching is worth</h2>
 *
 * 400 texts of log-normal length (median 60 tokens, at most 250), all attention out, two cores of
 * an EPYC, thousand tokens per second:
 *
 * <table>
 *   <caption>Speed by token budget, least fill 0.8</caption>
 *   <tr><th>budget</th><th>512</th><th>1024</th><th>2048</th><th>4096</th></tr>
 *   <tr><td>two threads</td><td>10.3</td><td>11.1</td><td>10.4</td><td>9.7</td></tr>
 *   <tr><td>batch fill</td><td>0.97</td><td>0.95</td><td>0.91</td><td>0.87</td></tr>
 * </table>
 *
 * One thread reached 5.4. On a CPU a long text fills the cores alone, so padding costs more than
 * company gains: with any fill allowed, budget 4096 fell to 8.8.
 */
public final class Batcher implements AutoCloseable {

    private final Encoder encoder;
    private final WaitingRequests waiting;
    private final Counters counters = new Counters();
    private final List<Worker> workers;

    /** Starts the worker threads (daemons, named {@code encoder-<model>-<n>}). */
    public Batcher(Encoder encoder, BatchPolicy policy) {
        this.encoder = encoder;
        this.waiting = new WaitingRequests(policy);
        this.workers = IntStream.range(0, policy.workers()).mapToObj(Worker::new).toList();
        workers.forEach(Thread::start);
    }

    /**
     * Queues a request; blocks while the queue is full, except on a worker thread, which would wait
     * for itself. An interrupt while it blocks fails the request and stays set.
     *
     * @return completes on a worker thread, with a {@link ModelException} on failure; cancelling it
     *     takes the request out of the queue
     */
    public CompletableFuture<Encoded> submit(EncoderInput input) {
        Pending pending = new Pending(input);
        var unused = pending.answer().whenComplete((encoded, failure) -> waiting.remove(pending));
        try {
            if (!waiting.add(pending, !isWorker(Thread.currentThread()))) {
                pending.fail(closed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.fail(
                    new ModelException(Category.CLOSED, "interrupted while the queue was full", e));
        }
        return pending.answer();
    }

    public EngineStatistics statistics() {
        return counters.statistics();
    }

    /** Whether {@code thread} is one of this batcher's, on which waiting for answers would hang. */
    public boolean isWorker(Thread thread) {
        return thread instanceof Worker worker && worker.batcher() == this;
    }

    /** Runs what is queued, then stops the workers and waits for them. */
    @Override
    public void close() {
        waiting.close();
        awaitWorkers(Duration.ZERO);
    }

    /**
     * Fails what is queued and stops the workers after the batches that they run.
     *
     * @param patience how long to wait for them at most
     */
    public void abort(Duration patience) {
        waiting.closeNow().forEach(pending -> pending.fail(closed()));
        awaitWorkers(patience);
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
    private static boolean joined(Worker worker, Duration patience) {
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

    private void runBatches() {
        try {
            for (List<Pending> batch = waiting.nextBatch();
                    !batch.isEmpty();
                    batch = waiting.nextBatch()) {
                run(batch);
            }
        } catch (InterruptedException e) {
            waiting.closeNow().forEach(pending -> pending.fail(closed()));
        }
    }

    /** One request of a failed batch may be the culprit, so each gets a pass of its own. */
    private void run(List<Pending> batch) {
        try {
            pass(batch);
        } catch (RuntimeException | Error e) {
            if (batch.size() > 1) {
                batch.forEach(pending -> run(List.of(pending)));
            } else {
                counters.answered(1);
                batch.get(0).fail(failure(batch.get(0), e));
            }
        }
    }

    private void pass(List<Pending> batch) {
        long started = System.nanoTime();
        List<EncoderOutput> outputs = encoder.run(batch.stream().map(Pending::input).toList());
        long nanos = System.nanoTime() - started;
        counters.ran(batch, nanos);
        counters.answered(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).complete(outputs.get(i), started, nanos);
        }
    }

    private static ModelException failure(Pending pending, Throwable cause) {
        return cause instanceof ModelException known
                ? known
                : new ModelException(
                        Category.MODEL_ERROR,
                        "forward pass over %d tokens failed".formatted(pending.length()),
                        cause);
    }

    private static ModelException closed() {
        return new ModelException(
                Category.CLOSED, "the engine was closed before the request was answered");
    }

    private final class Worker extends Thread {

        Worker(int number) {
            super("encoder-%s-%d".formatted(encoder.info().id(), number));
            setDaemon(true);
        }

        Batcher batcher() {
            return Batcher.this;
        }

        @Override
        public void run() {
            runBatches();
        }
    }
}

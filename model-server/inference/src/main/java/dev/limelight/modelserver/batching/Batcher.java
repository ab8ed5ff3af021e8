package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.model.Encoder;
import dev.limelight.modelserver.model.EncoderInput;
import dev.limelight.modelserver.model.EncoderOutput;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Collects texts into batches for an encoder. Thread-safe.
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
 * sharing gains: with any fill allowed, budget 4096 fell to 8.8.
 */
public final class Batcher extends RequestWorkers<PendingEncoding, Encoded> {

    private final Encoder encoder;

    /** Starts the worker threads, named {@code encoder-<model>-<n>}. */
    public Batcher(Encoder encoder, BatchPolicy policy) {
        super(policy, "encoder-" + encoder.info().id());
        this.encoder = encoder;
        start();
    }

    /**
     * Queues a text, see {@link RequestWorkers#submit}.
     *
     * @param group texts that take turns with others together; empty for none
     */
    public CompletableFuture<Encoded> submit(EncoderInput input, String group) {
        return submit(new PendingEncoding(input, group));
    }

    @Override
    void serve() throws InterruptedException {
        for (List<PendingEncoding> batch = waiting.nextBatch();
                !batch.isEmpty();
                batch = waiting.nextBatch()) {
            run(batch);
        }
    }

    /** One request of a failed batch may be the culprit, so each gets a pass of its own. */
    private void run(List<PendingEncoding> batch) {
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

    private void pass(List<PendingEncoding> batch) {
        long started = System.nanoTime();
        List<EncoderOutput> outputs =
                encoder.run(batch.stream().map(PendingEncoding::input).toList());
        long nanos = System.nanoTime() - started;
        counters.ran(batch);
        counters.worked(nanos);
        counters.answered(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).complete(outputs.get(i), started, nanos);
        }
    }
}

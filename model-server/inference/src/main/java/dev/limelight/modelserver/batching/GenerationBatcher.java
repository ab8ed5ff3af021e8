package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.GeneratorInput;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects texts into batches for an encoder-decoder model. Thread-safe; one thread of its own.
 *
 * <h2>Who steps with whom</h2>
 *
 * The decoder graphs that people have take one length of past for all rows, so a text cannot step
 * in one call with others that are further on. Texts that start together form a decoding batch.
 * Sequences that are finished leave it at once, and answers are given one by one.
 *
 * <p>A step costs more for two decoding batches of one row than for one of two, so newcomers wait
 * and start together when a decoding batch is over. They do not wait for a long text: beside
 * decoding batches of more than {@value DecodingBatch#LONG} steps others start, a few at a time,
 * and all take turns, a step each. While more waits than fits, a new one starts only once half of
 * the budget is free.
 *
 * <h2>Who waits for whom</h2>
 *
 * All that is said above holds for each {@link Lane} by itself. So a short text starts beside the
 * decoding batch of a long one at once, and as long as both run, of four milliseconds three are its
 * own.
 */
public final class GenerationBatcher extends RequestWorkers<PendingGeneration, GenerateResult> {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationBatcher.class);

    private final Generator generator;
    private final LongSupplier clock;
    private final LaneShares shares = new LaneShares();
    private final Map<Lane, DecodingLane> lanes = new EnumMap<>(Lane.class);
    private final Deque<PendingGeneration> alone = new ArrayDeque<>();
    private volatile boolean aborted;

    /** Starts the worker thread, named {@code generator-<model>-0}. */
    public GenerationBatcher(Generator generator, BatchPolicy policy) {
        this(generator, policy, System::nanoTime);
    }

    /**
     * Likewise, by another clock.
     *
     * @param clock nanoseconds, as {@link System#nanoTime} counts them
     */
    GenerationBatcher(Generator generator, BatchPolicy policy, LongSupplier clock) {
        super(policy, "generator-" + generator.info().id());
        this.generator = generator;
        this.clock = clock;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new DecodingLane());
        }
        start();
    }

    /**
     * Queues a text, see {@link RequestWorkers#submit}.
     *
     * @param group texts that take turns with others together; empty for none
     * @param timeout from now to the answer; zero for none
     */
    public CompletableFuture<GenerateResult> submit(
            GeneratorInput input, String group, Duration timeout) {
        return submit(new PendingGeneration(input, group, timeout, clock));
    }

    @Override
    void serve() throws InterruptedException {
        while (admit()) {
            Set<Lane> running = running();
            if (!running.isEmpty()) {
                step(shares.next(running));
            }
        }
    }

    /**
     * Lets texts in; waits for some only when nothing runs.
     *
     * @return false when there is nothing left to do
     */
    private boolean admit() throws InterruptedException {
        if (!alone.isEmpty()) {
            enter(List.of(alone.remove()));
        } else if (running().isEmpty()) {
            List<PendingGeneration> batch = waiting.nextBatch();
            enter(batch);
            return !batch.isEmpty();
        } else {
            for (Lane lane : Lane.values()) {
                enter(newcomers(lane));
            }
        }
        return true;
    }

    private List<PendingGeneration> newcomers(Lane lane) {
        int running = lanes.values().stream().mapToInt(DecodingLane::positions).sum();
        DecodingLane decodings = decodings(lane);
        if (decodings.isEmpty()) {
            return waiting.first(lane, running);
        }
        return decodings.admitsMore() ? waiting.moreBeside(lane, running) : List.of();
    }

    private DecodingLane decodings(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }

    /** The lanes that have decoding batches. */
    private Set<Lane> running() {
        Set<Lane> running = EnumSet.allOf(Lane.class);
        running.removeIf(lane -> decodings(lane).isEmpty());
        return running;
    }

    private void enter(List<PendingGeneration> batch) {
        List<PendingGeneration> alive = batch.stream().filter(request -> !isGone(request)).toList();
        if (!alive.isEmpty()) {
            Lane lane = alive.get(0).lane();
            long started = clock.getAsLong();
            if (decodings(lane).isEmpty()) {
                shares.wake(lane);
            }
            try {
                decodings(lane).add(new DecodingBatch(generator, alive));
                counters.ran(alive);
            } catch (RuntimeException | Error e) {
                failed(alive, e);
            }
            worked(lane, started);
        }
    }

    private void step(Lane lane) {
        DecodingBatch decoding = decodings(lane).take();
        if (stepped(lane, decoding)) {
            decodings(lane).add(decoding);
        }
    }

    private void worked(Lane lane, long started) {
        long nanos = clock.getAsLong() - started;
        counters.worked(nanos);
        shares.charge(lane, nanos);
    }

    /** One step of a decoding batch; false when it is over. */
    private boolean stepped(Lane lane, DecodingBatch decoding) {
        long started = clock.getAsLong();
        boolean runs;
        try {
            decoding.step();
            decoding.answerFinished(() -> counters.answered(1));
            decoding.dropIf(this::isGone);
            runs = decoding.isRunning();
        } catch (RuntimeException | Error e) {
            runs = false;
            failed(decoding.unanswered(), e);
        }
        worked(lane, started);
        if (!runs) {
            close(decoding);
        }
        return runs;
    }

    /** A failure here must not end the thread that others wait for. */
    private static void close(DecodingBatch decoding) {
        try {
            decoding.close();
        } catch (RuntimeException e) {
            LOG.warn("native memory of a batch could not be given back", e);
        }
    }

    /**
     * One request of a failed decoding batch may be the culprit, so each gets a decoding batch of
     * its own.
     */
    private void failed(List<PendingGeneration> requests, Throwable cause) {
        if (requests.size() > 1) {
            alone.addAll(requests);
        } else {
            requests.forEach(request -> fail(request, failure(request, cause)));
        }
    }

    /** Whether nobody waits for it any more, or nobody may. */
    private boolean isGone(PendingGeneration request) {
        if (aborted) {
            fail(request, closed());
        } else if (request.left() <= 0) {
            fail(request, late(request));
        }
        return request.answer().isDone();
    }

    private void fail(PendingGeneration request, ModelException failure) {
        counters.answered(1);
        request.fail(failure);
    }

    private static ModelException late(PendingGeneration request) {
        return new ModelException(
                Category.TIMEOUT,
                "no answer after %.0f ms for a source of %d tokens, expected one in time"
                        .formatted(request.age() / QueuedRequest.NANOS_PER_MS, request.length()));
    }

    @Override
    void beforeAbort() {
        aborted = true;
    }
}

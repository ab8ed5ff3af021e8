package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.Generator;
import dev.limelight.modelserver.architecture.GeneratorInput;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects texts into batches for an encoder-decoder model. Thread-safe; one thread of its own.
 *
 * <h2>Who steps with whom</h2>
 *
 * The decoder graphs that people have take one length of past for all rows, so a text cannot step
 * in one call with others that are further on. Texts that start together form a cohort. Sequences
 * that are finished leave it at once, and answers are given one by one.
 *
 * <p>A step costs more for two cohorts of one row than for one of two, so newcomers wait and start
 * together when a cohort is over. They do not wait for a long text: beside cohorts of more than
 * {@value Cohort#LONG} steps others start, a few at a time, and all take turns, a step each. While
 * more waits than fits, a new one starts only once half of the budget is free.
 */
public final class GenerationBatcher extends RequestWorkers<Prompt, GenerateResult> {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationBatcher.class);

    /** More would make each newcomer's steps slower than the wait that they save. */
    private static final int MOST_COHORTS = 3;

    private final Generator generator;
    private final List<Cohort> cohorts = new ArrayList<>();
    private final Deque<Prompt> alone = new ArrayDeque<>();
    private volatile boolean aborted;

    /** Starts the worker thread, named {@code generator-<model>-0}. */
    public GenerationBatcher(Generator generator, BatchPolicy policy) {
        super(policy, "generator-" + generator.info().id());
        this.generator = generator;
        start();
    }

    /**
     * Queues a text, see {@link RequestWorkers#submit}.
     *
     * @param timeout from now to the answer; zero for none
     */
    public CompletableFuture<GenerateResult> submit(GeneratorInput input, Duration timeout) {
        return submit(new Prompt(input, timeout));
    }

    @Override
    void serve() throws InterruptedException {
        while (admit()) {
            cohorts.removeIf(cohort -> !stepped(cohort));
        }
    }

    /**
     * Lets texts in; waits for some only when nothing runs.
     *
     * @return false when there is nothing left to do
     */
    private boolean admit() throws InterruptedException {
        List<Prompt> batch = List.of();
        if (!alone.isEmpty()) {
            batch = List.of(alone.remove());
        } else if (cohorts.isEmpty()) {
            batch = waiting.nextBatch();
        } else if (cohorts.size() < MOST_COHORTS && cohorts.stream().allMatch(Cohort::isLong)) {
            batch = waiting.moreBeside(cohorts.stream().mapToInt(Cohort::positions).sum());
        }
        enter(batch);
        return !batch.isEmpty() || !cohorts.isEmpty();
    }

    private void enter(List<Prompt> batch) {
        List<Prompt> alive = batch.stream().filter(prompt -> !isGone(prompt)).toList();
        if (!alive.isEmpty()) {
            long started = System.nanoTime();
            try {
                cohorts.add(new Cohort(generator, alive));
                counters.ran(alive);
            } catch (RuntimeException | Error e) {
                failed(alive, e);
            }
            counters.worked(System.nanoTime() - started);
        }
    }

    /** One step of a cohort; false when it is over. */
    private boolean stepped(Cohort cohort) {
        long started = System.nanoTime();
        boolean runs;
        try {
            cohort.step();
            cohort.answerFinished(() -> counters.answered(1));
            cohort.dropIf(this::isGone);
            runs = cohort.isRunning();
        } catch (RuntimeException | Error e) {
            runs = false;
            failed(cohort.unanswered(), e);
        }
        counters.worked(System.nanoTime() - started);
        if (!runs) {
            close(cohort);
        }
        return runs;
    }

    /** A failure here must not end the thread that others wait for. */
    private static void close(Cohort cohort) {
        try {
            cohort.close();
        } catch (RuntimeException e) {
            LOG.warn("native memory of a batch could not be given back", e);
        }
    }

    /** One request of a failed cohort may be the culprit, so each gets a cohort of its own. */
    private void failed(List<Prompt> prompts, Throwable cause) {
        if (prompts.size() > 1) {
            alone.addAll(prompts);
        } else {
            prompts.forEach(prompt -> fail(prompt, failure(prompt, cause)));
        }
    }

    /** Whether nobody waits for it any more, or nobody may. */
    private boolean isGone(Prompt prompt) {
        if (aborted) {
            fail(prompt, closed());
        } else if (prompt.left() <= 0) {
            fail(prompt, late(prompt));
        }
        return prompt.answer().isDone();
    }

    private void fail(Prompt prompt, ModelException failure) {
        counters.answered(1);
        prompt.fail(failure);
    }

    private static ModelException late(Prompt prompt) {
        return new ModelException(
                Category.TIMEOUT,
                "no answer after %.0f ms for a source of %d tokens, expected one in time"
                        .formatted(prompt.age() / Waiting.NANOS_PER_MS, prompt.length()));
    }

    @Override
    void beforeAbort() {
        aborted = true;
    }
}

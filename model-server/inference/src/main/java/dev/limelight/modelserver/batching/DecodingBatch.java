package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.GeneratorBatch;
import dev.limelight.modelserver.model.GeneratorOutput;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Texts that were started together and step together. For one thread; whoever made it closes it.
 */
final class DecodingBatch implements AutoCloseable {

    /** Steps after which most texts of a sentence are over. */
    static final int LONG = 64;

    private final long started = System.nanoTime();
    private final List<PendingGeneration> requests;
    private final boolean[] left;
    private final int longest;
    private final GeneratorBatch batch;
    private int steps;

    DecodingBatch(Generator generator, List<PendingGeneration> requests) {
        this.requests = requests;
        this.left = new boolean[requests.size()];
        this.longest = requests.stream().mapToInt(PendingGeneration::length).max().orElse(0);
        this.batch = generator.start(requests.stream().map(PendingGeneration::input).toList());
    }

    void step() {
        batch.step();
        steps++;
    }

    /** Whether others should no longer wait for its end. */
    boolean isLong() {
        return steps > LONG;
    }

    boolean isRunning() {
        return batch.rows() > 0;
    }

    /** Source positions that the next step holds, padding included. */
    int positions() {
        return longest * batch.rows();
    }

    /**
     * Answers those that are over.
     *
     * @param counter told of each, before its caller is
     */
    void answerFinished(Runnable counter) {
        for (int i : running().filter(batch::isOver).toArray()) {
            GeneratorOutput output = batch.output(i);
            left[i] = true;
            counter.run();
            requests.get(i).complete(output, started);
        }
    }

    /** Takes those out that nobody waits for. */
    void dropIf(Predicate<PendingGeneration> isGone) {
        for (int i : running().filter(i -> isGone.test(requests.get(i))).toArray()) {
            left[i] = true;
            batch.drop(i);
        }
    }

    /** Those that are neither answered nor dropped. */
    List<PendingGeneration> unanswered() {
        return running().mapToObj(requests::get).toList();
    }

    @Override
    public void close() {
        batch.close();
    }

    private IntStream running() {
        return IntStream.range(0, left.length).filter(i -> !left[i]);
    }
}

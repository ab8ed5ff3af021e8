package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How to load an encoder. Handles opened with equal options share one engine; other options load
 * the weights once more.
 *
 * @param model alias of the model, see {@link ModelEntry#alias}, or the path of its folder
 * @param taps the attention that can be asked for, ascending; each costs little time, and memory
 *     only in requests that ask for it
 * @param intraOpThreads threads that share one forward pass; 0 for all cores of the machine that
 *     loads the model
 * @param workers forward passes at a time, at least 1; times {@code intraOpThreads} it should not
 *     exceed the cores
 * @param tokenBudget the most positions of one batch, padding included: longest text x texts. A
 *     longer text goes alone. Bounds memory too.
 * @param maxWait how long a text may wait for company; zero to never wait
 * @param queueCapacity texts that wait before {@link EncoderClient#encode} blocks, at least 1;
 *     batches only fill when it is larger than a batch
 */
public record EncoderOptions(
        String model,
        List<AttentionTap> taps,
        int intraOpThreads,
        int workers,
        int tokenBudget,
        Duration maxWait,
        int queueCapacity)
        implements Serializable {

    public EncoderOptions {
        taps = taps.stream().distinct().sorted().toList();
        atLeastOne("workers", workers);
        atLeastOne("tokenBudget", tokenBudget);
        atLeastOne("queueCapacity", queueCapacity);
        if (intraOpThreads < 0) {
            throw new IllegalArgumentException(
                    "intraOpThreads %d, expected 0 or more".formatted(intraOpThreads));
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("maxWait %s, expected 0 or more".formatted(maxWait));
        }
    }

    /**
     * MiniLM with the means of all six layers, one worker on all cores, 1024 positions, 5 ms, 512
     * texts.
     */
    public static EncoderOptions defaults() {
        return new EncoderOptions(
                "minilm", AttentionTap.means(6), 0, 1, 1024, Duration.ofMillis(5), 512);
    }

    public EncoderOptions withModel(String aliasOrFolder) {
        return new EncoderOptions(
                aliasOrFolder, taps, intraOpThreads, workers, tokenBudget, maxWait, queueCapacity);
    }

    public EncoderOptions withTaps(List<AttentionTap> tapped) {
        return new EncoderOptions(
                model, tapped, intraOpThreads, workers, tokenBudget, maxWait, queueCapacity);
    }

    public EncoderOptions withIntraOpThreads(int threads) {
        return new EncoderOptions(
                model, taps, threads, workers, tokenBudget, maxWait, queueCapacity);
    }

    public EncoderOptions withWorkers(int passes) {
        return new EncoderOptions(
                model, taps, intraOpThreads, passes, tokenBudget, maxWait, queueCapacity);
    }

    public EncoderOptions withTokenBudget(int positions) {
        return new EncoderOptions(
                model, taps, intraOpThreads, workers, positions, maxWait, queueCapacity);
    }

    public EncoderOptions withMaxWait(Duration wait) {
        return new EncoderOptions(
                model, taps, intraOpThreads, workers, tokenBudget, wait, queueCapacity);
    }

    public EncoderOptions withQueueCapacity(int texts) {
        return new EncoderOptions(
                model, taps, intraOpThreads, workers, tokenBudget, maxWait, texts);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s %d, expected 1 or more".formatted(name, value));
        }
    }
}

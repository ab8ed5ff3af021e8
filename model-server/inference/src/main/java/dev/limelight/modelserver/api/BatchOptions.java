package dev.limelight.modelserver.api;

import java.io.Serializable;
import java.time.Duration;

/**
 * The limits by which an engine gathers requests into batches.
 *
 * @param intraOpThreads threads that share one pass or step; 0 for all cores of the machine that
 *     loads the model
 * @param tokenBudget the most positions of one batch, padding included: longest text x texts, and x
 *     beams where a text is generated. A longer request goes alone. Bounds memory too.
 * @param maxWait how long a request may wait for others; zero to never wait
 * @param queueCapacity requests that wait before a submission blocks, at least 1; batches only fill
 *     when it is larger than a batch
 */
public record BatchOptions(int intraOpThreads, int tokenBudget, Duration maxWait, int queueCapacity)
        implements Serializable {

    private static final Duration MAX_WAIT = Duration.ofMillis(5);
    private static final int QUEUE_CAPACITY = 512;

    public BatchOptions {
        if (tokenBudget < 1 || queueCapacity < 1) {
            throw new IllegalArgumentException(
                    "tokenBudget %d and queueCapacity %d, expected 1 or more"
                            .formatted(tokenBudget, queueCapacity));
        }
        if (intraOpThreads < 0 || maxWait.isNegative()) {
            throw new IllegalArgumentException(
                    "intraOpThreads %d and maxWait %s, expected 0 or more"
                            .formatted(intraOpThreads, maxWait));
        }
    }

    /** Batches of so many positions, on all cores; 5 ms and 512 requests wait. */
    public static BatchOptions of(int tokenBudget) {
        return new BatchOptions(0, tokenBudget, MAX_WAIT, QUEUE_CAPACITY);
    }

    /** The threads of this machine that are meant. */
    public int threads() {
        return intraOpThreads == 0 ? Runtime.getRuntime().availableProcessors() : intraOpThreads;
    }

    /** The same with other threads. */
    public BatchOptions withIntraOpThreads(int threads) {
        return new BatchOptions(threads, tokenBudget, maxWait, queueCapacity);
    }
}

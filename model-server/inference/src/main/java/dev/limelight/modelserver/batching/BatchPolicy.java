package dev.limelight.modelserver.batching;

import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.time.Duration;

/**
 * The rules by which requests are gathered into a batch.
 *
 * @param tokenBudget the most positions of a batch, padding included; a longer request goes alone
 * @param maxWait how long the oldest request may wait for others
 * @param lookAhead how many waiting requests, oldest first, are looked at for one batch
 * @param leastFill a request joins only if at least this share of the positions stays unpadded
 * @param queueCapacity waiting requests before submission blocks
 * @param workers threads that run batches
 * @param sideBySide whether batches of one thread run side by side and share the budget, so that
 *     some of it is to be left free
 */
public record BatchPolicy(
        int tokenBudget,
        Duration maxWait,
        int lookAhead,
        double leastFill,
        int queueCapacity,
        int workers,
        boolean sideBySide) {

    private static final int LOOK_AHEAD = 256;

    /** On a CPU a padded position costs as much as a real one; see {@link Batcher}. */
    private static final double LEAST_FILL = 0.8;

    /**
     * A decoder's step costs by the row and not by the position, so sharing a step is worth more
     * padding.
     */
    private static final double LEAST_FILL_OF_SOURCES = 0.5;

    /** A share of budget and queue that bulk leaves free, as the divisor of the whole. */
    private static final int KEPT_FREE = 4;

    /** Positions that a batch of a lane may take. Bulk leaves room for what is quick. */
    int tokenBudget(Lane lane) {
        boolean isWhole = lane == Lane.QUICK || !sideBySide;
        return isWhole ? tokenBudget : tokenBudget - tokenBudget / KEPT_FREE;
    }

    /** Requests that may wait before submission to a lane blocks. */
    int queueCapacity(Lane lane) {
        return lane == Lane.QUICK ? queueCapacity : queueCapacity - queueCapacity / KEPT_FREE;
    }

    /** Positions that a group of requests may ask for before it is bulk. */
    int quickWork() {
        return tokenBudget / KEPT_FREE;
    }

    /** How requests of an encoder-decoder model are gathered, on one thread. */
    public static BatchPolicy of(Seq2SeqOptions options) {
        return of(options.batching(), LEAST_FILL_OF_SOURCES, 1, true);
    }

    /** How texts of an encoder are gathered. */
    public static BatchPolicy of(EncoderOptions options) {
        return of(options.batching(), LEAST_FILL, options.workers(), false);
    }

    private static BatchPolicy of(
            BatchOptions batching, double leastFill, int workers, boolean sideBySide) {
        return new BatchPolicy(
                batching.tokenBudget(),
                batching.maxWait(),
                LOOK_AHEAD,
                leastFill,
                batching.queueCapacity(),
                workers,
                sideBySide);
    }
}

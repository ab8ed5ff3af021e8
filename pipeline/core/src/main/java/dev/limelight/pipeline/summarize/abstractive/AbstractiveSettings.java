package dev.limelight.pipeline.summarize.abstractive;

import java.io.Serializable;
import java.time.Duration;

/**
 * The settings of abstractive summaries.
 *
 * @param chunkTokens the most tokens of a chunk, prefix and special tokens included; 0 for as many
 *     as the model reads
 * @param timeout for each request; zero for none
 * @param inFlight the most requests of a document that wait for the model at a time; bounds memory,
 *     and must be large enough to fill its batches
 */
public record AbstractiveSettings(int chunkTokens, Duration timeout, int inFlight)
        implements Serializable {

    private static final int IN_FLIGHT = 32;

    /** As many tokens as the model reads, no timeout, 32 requests. */
    public static final AbstractiveSettings DEFAULT =
            new AbstractiveSettings(0, Duration.ZERO, IN_FLIGHT);

    public AbstractiveSettings {
        if (chunkTokens < 0 || inFlight < 1) {
            throw new IllegalArgumentException(
                    "chunkTokens %d and inFlight %d, expected 0 or more and 1 or more"
                            .formatted(chunkTokens, inFlight));
        }
    }

    /** Likewise, with other chunks. */
    public AbstractiveSettings withChunkTokens(int tokens) {
        return new AbstractiveSettings(tokens, timeout, inFlight);
    }

    /** Likewise, with another bound on the requests at a time. */
    public AbstractiveSettings withInFlight(int requests) {
        return new AbstractiveSettings(chunkTokens, timeout, requests);
    }
}

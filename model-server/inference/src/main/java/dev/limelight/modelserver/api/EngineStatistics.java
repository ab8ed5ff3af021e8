package dev.limelight.modelserver.api;

/**
 * Counters of an engine since it was loaded.
 *
 * @param requests answered requests, failed ones included
 * @param batches forward passes
 * @param tokens tokens read, special tokens included, padding not
 * @param paddedTokens positions computed, padding included; {@code tokens / paddedTokens} is the
 *     batch fill
 * @param inferenceMs milliseconds spent in forward passes, summed over workers
 */
public record EngineStatistics(
        long requests, long batches, long tokens, long paddedTokens, double inferenceMs) {

    /** What was counted since {@code earlier}. */
    public EngineStatistics since(EngineStatistics earlier) {
        return new EngineStatistics(
                requests - earlier.requests,
                batches - earlier.batches,
                tokens - earlier.tokens,
                paddedTokens - earlier.paddedTokens,
                inferenceMs - earlier.inferenceMs);
    }

    /** What two engines counted together. */
    public EngineStatistics plus(EngineStatistics other) {
        return new EngineStatistics(
                requests + other.requests,
                batches + other.batches,
                tokens + other.tokens,
                paddedTokens + other.paddedTokens,
                inferenceMs + other.inferenceMs);
    }

    /** The share of computed positions that were real tokens; 1 when nothing was computed. */
    public double batchFill() {
        return paddedTokens == 0 ? 1 : (double) tokens / paddedTokens;
    }
}

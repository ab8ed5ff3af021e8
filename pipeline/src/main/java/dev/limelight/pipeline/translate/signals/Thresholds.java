package dev.limelight.pipeline.translate.signals;

import java.io.Serializable;

/**
 * From where on a signal is a flag.
 *
 * @param logProbability mean log-probability of a token, below which {@code low-probability}
 * @param worstFifth mean log-probability of the worst fifth of the tokens, below which {@code
 *     uncertain-words}
 * @param shortest target letters for a source letter, below which {@code length-ratio}
 * @param longest likewise, above which
 * @param repetition more repetitions of a run of four words than in the source, from which {@code
 *     repetition}
 * @param numbers numbers that one side lacks, from which {@code numbers-differ}
 * @param names names that the target lacks, from which {@code names-differ}
 * @param sourceCoverage share of the source that was looked at, below which {@code
 *     low-source-coverage}
 * @param leastLetters letters of a source below which its length and coverage say nothing
 */
public record Thresholds(
        double logProbability,
        double worstFifth,
        double shortest,
        double longest,
        int repetition,
        int numbers,
        int names,
        double sourceCoverage,
        int leastLetters)
        implements Serializable {

    /** The defaults. */
    public static final Thresholds DEFAULT = new Thresholds(-1.0, -3.0, 0.5, 2.0, 1, 1, 1, 0.4, 20);
}

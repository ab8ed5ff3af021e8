package dev.limelight.pipeline.translate.signals;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * From where on a signal is a flag. A signal that is beyond none of the possible values is off.
 *
 * @param logProbability mean log-probability of a token, below which {@code low-probability}
 * @param worstFifth mean log-probability of the worst fifth of the tokens, below which {@code
 *     uncertain-words}
 * @param leastWord log-probability of the least probable word, below which {@code doubtful-word}
 * @param usualRatio target letters for a source letter that a model usually gives
 * @param shortest length ratio, as a multiple of the usual one, below which {@code length-ratio}
 * @param longest likewise, above which
 * @param repetition more repetitions of a run of four words than in the source, from which {@code
 *     repetition}
 * @param numbers numbers that one side lacks, from which {@code numbers-differ}
 * @param names names that the target lacks, from which {@code names-differ}
 * @param sourceCoverage share of the source that was looked at, below which {@code
 *     low-source-coverage}
 * @param unreadShare share of the source that the model did not get, above which {@code unread}
 * @param leastLetters letters of a source below which its length and coverage say nothing
 */
public record Thresholds(
        double logProbability,
        double worstFifth,
        double leastWord,
        double usualRatio,
        double shortest,
        double longest,
        int repetition,
        int numbers,
        int names,
        double sourceCoverage,
        double unreadShare,
        int leastLetters)
        implements Serializable {

    /** The defaults. */
    public static final Thresholds DEFAULT =
            new Thresholds(-1.0, -3.0, -2.8, 1.0, 0.5, 2.0, 1, 1, 1, 0.4, 0.5, 20);

    /** Likewise, for a model with a usual ratio of its own; null for none. */
    public Thresholds withUsualRatio(@Nullable Double ratio) {
        return ratio == null
                ? this
                : new Thresholds(
                        logProbability,
                        worstFifth,
                        leastWord,
                        ratio,
                        shortest,
                        longest,
                        repetition,
                        numbers,
                        names,
                        sourceCoverage,
                        unreadShare,
                        leastLetters);
    }

    /**
     * @throws IllegalArgumentException if the shortest is longer than the longest
     */
    public Thresholds {
        if (shortest > longest) {
            throw new IllegalArgumentException(
                    "shortest %s and longest %s, expected the shortest not above the longest"
                            .formatted(shortest, longest));
        }
    }
}

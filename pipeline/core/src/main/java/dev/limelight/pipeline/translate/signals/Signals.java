package dev.limelight.pipeline.translate.signals;

import java.util.ArrayList;
import java.util.List;

/**
 * The signals of one translated sentence.
 *
 * @param logProbability {@link Confidence#mean}
 * @param worstFifth {@link Confidence#worstFifth}
 * @param leastWord {@link Confidence#leastWord}
 * @param sourceLetters {@link LengthRatio#length} of the source
 * @param targetLetters likewise, of the target
 * @param repetition {@link Repetition#excess}
 * @param numbers {@link Numbers#mismatches}
 * @param names {@link Names#missing}
 * @param sourceCoverage {@link SourceCoverage#of}
 * @param unreadShare share of the source's characters that the model did not get, 0 to 1
 */
public record Signals(
        double logProbability,
        double worstFifth,
        double leastWord,
        int sourceLetters,
        int targetLetters,
        int repetition,
        int numbers,
        int names,
        double sourceCoverage,
        double unreadShare) {

    /** Flag: the model found its own words unlikely. */
    public static final String LOW_PROBABILITY = "low-probability";

    /** Flag: some of its words it found very unlikely. */
    public static final String UNCERTAIN_WORDS = "uncertain-words";

    /** Flag: a word of it, all its tokens together, the model found very unlikely. */
    public static final String DOUBTFUL_WORD = "doubtful-word";

    /** Flag: far shorter or longer than the source; empty, too. */
    public static final String LENGTH_RATIO = "length-ratio";

    /** Flag: it goes round in circles. */
    public static final String REPETITION = "repetition";

    /** Flag: the numbers are not the source's. */
    public static final String NUMBERS_DIFFER = "numbers-differ";

    /** Flag: a name of the source is missing. */
    public static final String NAMES_DIFFER = "names-differ";

    /** Flag: much of the source was not looked at. */
    public static final String LOW_SOURCE_COVERAGE = "low-source-coverage";

    /** Flag: much of the source was kept from the model, and copied. */
    public static final String UNREAD = "unread";

    /** How long the target is for its source, as a multiple of what is usual. */
    public double relativeLength(Thresholds thresholds) {
        return targetLetters / (Math.max(1, sourceLetters) * thresholds.usualRatio());
    }

    /** The flags that the signals call for, in the order above. */
    public List<String> flags(Thresholds thresholds) {
        List<String> flags = new ArrayList<>();
        add(flags, logProbability < thresholds.logProbability(), LOW_PROBABILITY);
        add(flags, worstFifth < thresholds.worstFifth(), UNCERTAIN_WORDS);
        add(flags, leastWord < thresholds.leastWord(), DOUBTFUL_WORD);
        add(flags, isLengthOdd(thresholds), LENGTH_RATIO);
        add(flags, repetition >= thresholds.repetition(), REPETITION);
        add(flags, numbers >= thresholds.numbers(), NUMBERS_DIFFER);
        add(flags, names >= thresholds.names(), NAMES_DIFFER);
        add(flags, isLong(thresholds) && isOverlooked(thresholds), LOW_SOURCE_COVERAGE);
        add(flags, isUnread(unreadShare, thresholds), UNREAD);
        return List.copyOf(flags);
    }

    private boolean isLengthOdd(Thresholds thresholds) {
        double ratio = relativeLength(thresholds);
        boolean empty = sourceLetters > 0 && targetLetters == 0 && thresholds.shortest() > 0;
        boolean odd = ratio < thresholds.shortest() || ratio > thresholds.longest();
        return empty || (isLong(thresholds) && odd);
    }

    /** Whether so little of a source was read that {@link #UNREAD} is raised. */
    public static boolean isUnread(double share, Thresholds thresholds) {
        return share > thresholds.unreadShare();
    }

    private boolean isOverlooked(Thresholds thresholds) {
        return sourceCoverage < thresholds.sourceCoverage();
    }

    private boolean isLong(Thresholds thresholds) {
        return sourceLetters >= thresholds.leastLetters();
    }

    private static void add(List<String> flags, boolean raised, String flag) {
        if (raised) {
            flags.add(flag);
        }
    }
}

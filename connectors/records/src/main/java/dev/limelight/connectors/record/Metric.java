package dev.limelight.connectors.record;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/**
 * A figure on a result, as {@code quality} has it. This is the only place where a metric, its
 * threshold and its flag are named and explained: the table in the documentation and the thresholds
 * in {@code deploy/limelight.properties} are made from it. Flags are raised in the order of these.
 */
public enum Metric {
    LOG_PROBABILITY(
            "logProbability",
            "mean natural-log probability of a token",
            "nats a token",
            Better.HIGH,
            EnumSet.of(ResultKind.ABSTRACTIVE, ResultKind.TRANSLATION),
            Join.SUM,
            Threshold.belowLog("log-probability", Flag.LOW_PROBABILITY, -1.0)),
    WORST_FIFTH_LOG_PROBABILITY(
            "worstFifthLogProbability",
            "mean natural-log probability of the least probable fifth of the tokens",
            "nats a token",
            Better.HIGH,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.MINIMUM,
            Threshold.belowLog("worst-fifth-log-probability", Flag.UNCERTAIN_WORDS, -3.0)),
    LEAST_WORD_LOG_PROBABILITY(
            "leastWordLogProbability",
            "natural-log probability of the least probable word, all its tokens together",
            "nats a word",
            Better.HIGH,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.MINIMUM,
            Threshold.belowLog("word-log-probability", Flag.DOUBTFUL_WORD, -2.8)),
    LENGTH_RATIO(
            "lengthRatio",
            "letters of the translation for a letter of the source; its thresholds are multiples of"
                    + " what the model usually writes",
            "ratio",
            Better.NEITHER,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.PRODUCT,
            Threshold.below("shortest", Flag.LENGTH_RATIO, 0.5, 1_000),
            Threshold.above("longest", Flag.LENGTH_RATIO, 2.0, 1_000)),
    REPETITION(
            "repetition",
            "how often a run of four words comes again, beyond the source's own repetitions; the"
                    + " most of a sentence",
            "count",
            Better.LOW,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.MAXIMUM,
            Threshold.fromOne("repetition", Flag.REPETITION)),
    NUMBERS_DIFFER(
            "numbersDiffer",
            "numbers that a sentence or its translation lacks",
            "count",
            Better.LOW,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.SUM,
            Threshold.fromOne("numbers", Flag.NUMBERS_DIFFER)),
    NAMES_DIFFER(
            "namesDiffer",
            "names of a sentence that its translation lacks",
            "count",
            Better.LOW,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.SUM,
            Threshold.fromOne("names", Flag.NAMES_DIFFER)),
    SOURCE_COVERAGE(
            "sourceCoverage",
            "how much of the source got attention, mean over its words",
            "share",
            Better.HIGH,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.PRODUCT,
            Threshold.below("source-coverage", Flag.LOW_SOURCE_COVERAGE, 0.4, 1)),
    UNREAD_SHARE(
            "unreadShare",
            "share of the source's characters that the model did not get (code, addresses)",
            "share",
            Better.LOW,
            EnumSet.of(ResultKind.TRANSLATION),
            Join.MAXIMUM,
            Threshold.above("unread-share", Flag.UNREAD, 0.5, 1)),
    COMPRESSION(
            "compression",
            "length of the summary as a share of the document's",
            "share",
            Better.NEITHER,
            EnumSet.of(ResultKind.EXTRACTIVE, ResultKind.ABSTRACTIVE),
            Join.NONE),
    LEVELS(
            "levels",
            "how often texts were summarized on the way; 1 where the document was read at once",
            "count",
            Better.NEITHER,
            EnumSet.of(ResultKind.ABSTRACTIVE),
            Join.NONE);

    private final String wireName;
    private final String meaning;
    private final String unit;
    private final Better better;

    @SuppressWarnings("ImmutableEnumChecker") // it has no state that changes
    private final Set<ResultKind> on;

    private final Join join;

    @SuppressWarnings("ImmutableEnumChecker") // it has no state that changes
    private final List<Threshold> thresholds;

    /** Which values are better. */
    public enum Better {
        HIGH,
        LOW,
        /** Neither: a value says something only beside what is usual. */
        NEITHER
    }

    /** How two values become one. */
    public enum Join implements DoubleBinaryOperator {
        SUM(Double::sum),
        PRODUCT((one, other) -> one * other),
        MINIMUM(Math::min),
        MAXIMUM(Math::max),
        /** There are never two. */
        NONE(
                (one, other) -> {
                    throw new IllegalStateException(
                            "two values, %s and %s, of a metric that has one"
                                    .formatted(one, other));
                });

        @SuppressWarnings("ImmutableEnumChecker") // it has no state that changes
        private final DoubleBinaryOperator operator;

        Join(DoubleBinaryOperator operator) {
            this.operator = operator;
        }

        @Override
        public double applyAsDouble(double one, double other) {
            return operator.applyAsDouble(one, other);
        }
    }

    Metric(
            String wireName,
            String meaning,
            String unit,
            Better better,
            Set<ResultKind> on,
            Join join,
            Threshold... thresholds) {
        this.wireName = wireName;
        this.meaning = meaning;
        this.unit = unit;
        this.better = better;
        this.on = Set.copyOf(on);
        this.join = join;
        this.thresholds = List.of(thresholds);
    }

    /** As written in JSON: {@code lengthRatio}. */
    public String wireName() {
        return wireName;
    }

    /** What it measures, in one sentence of Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What it is counted in. */
    public String unit() {
        return unit;
    }

    /** Which values are better. */
    public Better better() {
        return better;
    }

    /** The results that have it. */
    public Set<ResultKind> on() {
        return on;
    }

    /**
     * How the values of both passes of a translation through a third language become one; likewise
     * those of a document's sentences, where no formula over all of its tokens or words is defined.
     */
    public Join join() {
        return join;
    }

    /** The thresholds at which it raises flags; none where it raises none. */
    public List<Threshold> thresholds() {
        return thresholds;
    }

    /** All metrics of a kind of results, in order. */
    public static List<Metric> of(ResultKind kind) {
        return Arrays.stream(values()).filter(metric -> metric.on.contains(kind)).toList();
    }

    /** All thresholds, in the order of their metrics. */
    public static Stream<Threshold> allThresholds() {
        return Arrays.stream(values()).flatMap(metric -> metric.thresholds.stream());
    }

    /** Figures by the names that a record has. */
    public static Map<String, Double> byName(Map<Metric, Double> figures) {
        Map<String, Double> names = new TreeMap<>();
        figures.forEach((metric, value) -> names.put(metric.wireName, value));
        return names;
    }
}

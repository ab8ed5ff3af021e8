package dev.limelight.pipeline.translate.signals;

import static java.util.Map.entry;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one translated sentence.
 *
 * @param values all metrics of a translation
 * @param sourceLetters {@link LengthRatio#length} of the source
 * @param targetLetters likewise, of the target
 */
public record Signals(Map<Metric, Double> values, int sourceLetters, int targetLetters) {

    /** How each metric of a translation comes from a sentence. */
    private static final Map<Metric, ToDoubleFunction<TranslatedSentence>> RULES =
            new EnumMap<>(
                    Map.ofEntries(
                            entry(
                                    Metric.LOG_PROBABILITY,
                                    sentence -> Confidence.mean(sentence.logs())),
                            entry(
                                    Metric.WORST_FIFTH_LOG_PROBABILITY,
                                    sentence -> Confidence.worstFifth(sentence.logs())),
                            entry(Metric.LEAST_WORD_LOG_PROBABILITY, TranslatedSentence::leastWord),
                            entry(
                                    Metric.LENGTH_RATIO,
                                    sentence ->
                                            LengthRatio.of(sentence.source(), sentence.target())),
                            entry(
                                    Metric.REPETITION,
                                    sentence ->
                                            Repetition.excess(
                                                    sentence.source(), sentence.target())),
                            entry(Metric.NUMBERS_DIFFER, Signals::numbers),
                            entry(Metric.NAMES_DIFFER, Signals::names),
                            entry(
                                    Metric.SOURCE_COVERAGE,
                                    sentence -> SourceCoverage.of(sentence.received())),
                            entry(Metric.UNREAD_SHARE, TranslatedSentence::unreadShare)));

    public Signals {
        Map<Metric, Double> ordered = new EnumMap<>(Metric.class);
        ordered.putAll(values);
        values = ordered;
    }

    /** The signals of a sentence. */
    public static Signals of(TranslatedSentence sentence) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        RULES.forEach((metric, rule) -> values.put(metric, rule.applyAsDouble(sentence)));
        return new Signals(
                values,
                LengthRatio.length(sentence.source()),
                LengthRatio.length(sentence.target()));
    }

    /** The value of a metric of a translation. */
    public double of(Metric metric) {
        return Objects.requireNonNull(values.get(metric), metric::name);
    }

    /** The flags that the values raise, in the order of the metrics. */
    public List<Flag> flags(Thresholds thresholds) {
        List<Flag> flags = new ArrayList<>();
        values.forEach((metric, value) -> flags.addAll(flags(metric, value, thresholds)));
        return List.copyOf(flags);
    }

    private static double numbers(TranslatedSentence sentence) {
        return Numbers.mismatches(
                sentence.kept().source(),
                sentence.sourceLanguage(),
                sentence.kept().target(),
                sentence.targetLanguage());
    }

    private static double names(TranslatedSentence sentence) {
        return Names.missing(
                sentence.source(), sentence.sourceLanguage(), sentence.target(), sentence.tokens());
    }

    private List<Flag> flags(Metric metric, double value, Thresholds thresholds) {
        boolean isLong = sourceLetters >= thresholds.leastLetters();
        return switch (metric) {
            case LENGTH_RATIO -> lengthFlags(isLong, thresholds);
            case SOURCE_COVERAGE -> isLong ? thresholds.flags(metric, value) : List.of();
            default -> thresholds.flags(metric, value);
        };
    }

    /** Of a short text only that it is empty; of a long one its length beside the usual one. */
    private List<Flag> lengthFlags(boolean isLong, Thresholds thresholds) {
        boolean isEmpty = sourceLetters > 0 && targetLetters == 0;
        double usual = Math.max(1, sourceLetters) * thresholds.usualRatio();
        return isLong || isEmpty
                ? thresholds.flags(Metric.LENGTH_RATIO, targetLetters / usual)
                : List.of();
    }
}

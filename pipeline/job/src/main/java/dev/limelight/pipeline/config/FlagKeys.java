package dev.limelight.pipeline.config;

import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.Threshold;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The keys under {@code translate.flags.}: each a number, or {@code off}. */
final class FlagKeys {

    private static final String OFF = "off";

    private FlagKeys() {}

    static Thresholds read(Settings settings) {
        Map<String, Double> limits =
                Metric.allThresholds()
                        .collect(Collectors.toMap(Threshold::key, each -> limit(settings, each)));
        checkLengths(of(limits, "shortest"), of(limits, "longest"));
        return new Thresholds(
                limits,
                ratio(settings, Thresholds.DEFAULT.usualRatio()),
                settings.integer(
                        Threshold.PREFIX + "least-letters", Thresholds.DEFAULT.leastLetters(), 0));
    }

    private static double of(Map<String, Double> limits, String key) {
        return Objects.requireNonNull(limits.get(key), key);
    }

    private static void checkLengths(double shortest, double longest) {
        if (shortest > longest) {
            throw new ConfigException(
                    "%sshortest = %s, expected at most %slongest, which is %s"
                            .formatted(Threshold.PREFIX, shortest, Threshold.PREFIX, longest));
        }
    }

    private static double limit(Settings settings, Threshold threshold) {
        boolean isCount = threshold.side() == Threshold.Side.FROM;
        return settings.read(
                threshold.fullKey(),
                threshold.standard(),
                value -> value.equals(OFF) ? Threshold.OFF : parsed(value, threshold, isCount),
                isCount
                        ? "a whole number from 1, or off"
                        : "a number from %d to %d, or off"
                                .formatted((long) threshold.least(), (long) threshold.most()));
    }

    private static double parsed(String value, Threshold threshold, boolean isCount) {
        return within(
                isCount ? Integer.parseInt(value) : Double.parseDouble(value),
                threshold.least(),
                threshold.most());
    }

    private static double ratio(Settings settings, double fallback) {
        return settings.read(
                Threshold.PREFIX + "usual-length-ratio",
                fallback,
                value -> within(Double.parseDouble(value), 0.01, 100),
                "a number from 0.01 to 100: letters of a translation for a letter of its source");
    }

    private static double within(double number, double least, double most) {
        if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException("not from " + least + " to " + most);
        }
        return number;
    }
}

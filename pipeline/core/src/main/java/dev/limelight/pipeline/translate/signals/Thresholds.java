package dev.limelight.pipeline.translate.signals;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.Threshold;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds at which the signals of a translation raise flags. Immutable.
 *
 * @param limits by {@link Threshold#key}; {@link Threshold#OFF} for a threshold that is switched
 *     off, the standard limit for one that is missing
 * @param usualRatio target letters for a source letter that a model usually writes
 * @param leastLetters letters of a source below which its length and coverage say nothing
 */
public record Thresholds(Map<String, Double> limits, double usualRatio, int leastLetters)
        implements Serializable {

    private static final double USUAL_RATIO = 1;
    private static final int LEAST_LETTERS = 20;

    /** The defaults. */
    public static final Thresholds DEFAULT = new Thresholds(Map.of(), USUAL_RATIO, LEAST_LETTERS);

    public Thresholds {
        limits = Map.copyOf(limits);
    }

    /** Likewise, for a model with a usual ratio of its own; null for none. */
    public Thresholds withUsualRatio(@Nullable Double ratio) {
        return ratio == null ? this : new Thresholds(limits, ratio, leastLetters);
    }

    /** From where on a threshold raises its flag. */
    public double limit(Threshold threshold) {
        return limits.getOrDefault(threshold.key(), threshold.standard());
    }

    /** The flags that a value of a metric raises. */
    public List<Flag> flags(Metric metric, double value) {
        return metric.thresholds().stream()
                .filter(threshold -> threshold.isRaised(value, limit(threshold)))
                .map(Threshold::flag)
                .distinct()
                .toList();
    }
}

package dev.limelight.pipeline.guard;

import dev.limelight.connectors.record.GuardAction;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a policy does with the suspicions of one detector.
 *
 * @param action what is done with a finding; null where the detector is off
 * @param threshold from which score on a suspicion is a finding, 0 to 1
 */
public record GuardRule(@Nullable GuardAction action, double threshold) implements Serializable {

    /** How a rule says that its detector does not look. */
    static final String OFF = "off";

    public GuardRule {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "threshold %s, expected 0 to 1".formatted(threshold));
        }
    }

    /** Whether the detector looks at all. */
    public boolean isOn() {
        return action != null;
    }

    /** Whether it finds all that another finds, and does no less with it. */
    boolean isAtLeast(GuardRule other) {
        GuardAction least = other.action();
        GuardAction own = action;
        return least == null
                || (own != null && own.compareTo(least) >= 0 && threshold <= other.threshold());
    }

    /** Those of a detector's suspicions that are findings; none where the detector is off. */
    List<Finding> findings(String detector, List<Suspicion> suspicions) {
        GuardAction wanted = action;
        return wanted == null
                ? List.of()
                : suspicions.stream()
                        .filter(suspicion -> suspicion.score() >= threshold)
                        .map(suspicion -> new Finding(suspicion, detector, threshold, wanted))
                        .toList();
    }

    /** As a policy is written: {@code flag:0.62}. */
    @Override
    public String toString() {
        return action == null
                ? OFF
                : String.format(Locale.ROOT, "%s:%.2f", action.wireName(), threshold);
    }
}

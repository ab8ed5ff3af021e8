package dev.limelight.pipeline.review;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ReviewReason;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which outputs are held for a person.
 *
 * @param usual the mode of routes that {@code routes} does not name
 * @param routes modes by route: {@code summarize}, or the languages of a translation, {@code en-de}
 * @param risk an output with a higher risk is held, 0 to 1
 * @param hard an output with one of these flags is held
 * @param sample the share of the outputs that nothing speaks against, which is held all the same,
 *     so that what is learned of decisions is not learned of suspicious outputs only; 0 to 1
 */
public record ReviewPolicy(
        ReviewMode usual,
        Map<String, ReviewMode> routes,
        double risk,
        Set<Flag> hard,
        double sample)
        implements Serializable {

    /** What speaks for an output that is wrong, whatever the model thought of it. */
    public static final Set<Flag> HARD =
            Set.copyOf(
                    EnumSet.of(
                            Flag.NUMBERS_DIFFER,
                            Flag.NAMES_DIFFER,
                            Flag.PLACEHOLDER_BROKEN,
                            Flag.OUTPUT_CUT,
                            Flag.LENGTH_RATIO,
                            Flag.REPETITION,
                            Flag.LOW_SOURCE_COVERAGE,
                            Flag.PART_WITHOUT_SUMMARY));

    /** Holds nothing. */
    public static final ReviewPolicy OFF =
            new ReviewPolicy(ReviewMode.OFF, Map.of(), 0.8, HARD, 0.05);

    /** With copies of the collections. */
    public ReviewPolicy {
        routes = Map.copyOf(routes);
        hard = Set.copyOf(hard);
    }

    /** Whether any output can be held. */
    public boolean isOn() {
        return usual != ReviewMode.OFF
                || routes.values().stream().anyMatch(mode -> mode != ReviewMode.OFF);
    }

    /** The mode of a route. */
    public ReviewMode mode(String route) {
        return routes.getOrDefault(route, usual);
    }

    /** Whether a review is in the sample: always the same answer for the same id. */
    public boolean isSampled(String reviewId) {
        return Digests.share(reviewId) < sample;
    }

    /** Why an output of the sample is held. */
    ReviewReason sampled() {
        return ReviewReason.of("sample", "one of the %s %% held at random".formatted(percent()));
    }

    private String percent() {
        double percent = Math.rint(sample * 10_000) / 100;
        return percent == Math.rint(percent)
                ? String.valueOf((long) percent)
                : String.valueOf(percent);
    }
}

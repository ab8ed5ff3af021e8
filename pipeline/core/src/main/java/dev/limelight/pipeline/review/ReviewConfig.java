package dev.limelight.pipeline.review;

import java.io.Serializable;

/**
 * How a job holds outputs for people.
 *
 * @param policy which outputs
 * @param times how long
 * @param onExpiry what becomes of an output on which nobody decides, or that there is no room for
 * @param drain whether what is held already is finished where {@code policy} holds nothing more
 * @param maxHeld the most outputs that the job holds at a time, over all subtasks
 */
public record ReviewConfig(
        ReviewPolicy policy, ReviewTimes times, OnExpiry onExpiry, boolean drain, int maxHeld)
        implements Serializable {

    /** Holds nothing. */
    public static final ReviewConfig OFF =
            new ReviewConfig(
                    ReviewPolicy.OFF, ReviewTimes.DEFAULT, OnExpiry.RELEASE, false, 10_000);

    /** What becomes of an output on which nobody decides. */
    public enum OnExpiry {
        /** It goes out with the flag {@code unreviewed}. */
        RELEASE,
        /** Its document gets a dead letter of category {@code expired}. */
        DEAD_LETTER;

        /** The names, for messages. */
        public static final String EXPECTED = "release or dead-letter";

        /**
         * The one of a name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static OnExpiry named(String name) {
            return switch (name) {
                case "release" -> RELEASE;
                case "dead-letter" -> DEAD_LETTER;
                default -> throw new IllegalArgumentException("neither: " + name);
            };
        }
    }

    /** Whether any output can be held, or be held still. */
    public boolean isOn() {
        return policy.isOn() || drain;
    }
}

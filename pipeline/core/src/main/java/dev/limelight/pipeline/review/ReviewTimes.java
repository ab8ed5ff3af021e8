package dev.limelight.pipeline.review;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long things of a review last.
 *
 * @param lease a claim, from when it is made or renewed
 * @param toDecide the time to decide, from when the output is held
 * @param remembered how long it is known that a review is over
 */
public record ReviewTimes(Duration lease, Duration toDecide, Duration remembered)
        implements Serializable {

    /** What holds unless configured. */
    public static final ReviewTimes DEFAULT =
            new ReviewTimes(Duration.ofMinutes(15), Duration.ofHours(24), Duration.ofDays(7));
}

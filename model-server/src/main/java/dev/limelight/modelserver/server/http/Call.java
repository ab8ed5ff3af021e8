package dev.limelight.modelserver.server.http;

import dev.limelight.modelserver.server.work.Cancellation;
import java.time.Duration;

/**
 * A request that an endpoint answers.
 *
 * @param id the request's id
 * @param fields what was asked
 * @param cancellation bound to the client's presence and to the request's time
 * @param deadline {@link System#nanoTime} at which the time is up
 */
public record Call(String id, Fields fields, Cancellation cancellation, long deadline) {

    /** The time that is left, at least a millisecond. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}

package dev.limelight.modelserver.server.http;

import dev.limelight.modelserver.server.service.Cancellation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request for an endpoint to answer.
 *
 * @param id the request's id
 * @param fields what was asked
 * @param file what was uploaded as {@code file}; null where nothing was
 * @param origin scheme, host and port that the client asked, {@code http://127.0.0.1:5000}
 * @param cancellation bound to the client's presence and to the request's time
 * @param deadline {@link System#nanoTime} at which the time is up
 */
public record Call(
        String id,
        Fields fields,
        @Nullable Upload file,
        String origin,
        Cancellation cancellation,
        long deadline) {

    /** The time that is left, at least a millisecond. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}

package dev.limelight.connectors.record;

/**
 * The time that a document took, by part, in milliseconds.
 *
 * @param queuedMs the longest that one of its chunks waited for the model
 * @param inferenceMs forward passes that its chunks were in, summed
 * @param totalMs from the record's Kafka timestamp until the result was handed to the sink; the
 *     commit of the transaction comes on top
 */
public record Timings(double queuedMs, double inferenceMs, double totalMs) {

    /** Rounds to whole microseconds: what is beyond them is noise. */
    public Timings {
        queuedMs = micros(queuedMs);
        inferenceMs = micros(inferenceMs);
        totalMs = micros(totalMs);
    }

    private static double micros(double milliseconds) {
        return Double.isFinite(milliseconds)
                ? Math.rint(milliseconds * 1_000) / 1_000
                : milliseconds;
    }
}

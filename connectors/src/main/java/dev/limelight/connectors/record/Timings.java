package dev.limelight.connectors.record;

/**
 * Where a document's time went, in milliseconds.
 *
 * @param queuedMs the longest that one of its chunks waited for the model
 * @param inferenceMs forward passes that its chunks were in, summed
 * @param totalMs from the record's Kafka timestamp until the result was handed to the sink; the
 *     commit of the transaction comes on top
 */
public record Timings(double queuedMs, double inferenceMs, double totalMs) {}

/**
 * Kafka sources, sinks and topics; a producer and a reader for the command line.
 *
 * <p>With its part {@code transaction}, the one package that knows the Kafka client. The source
 * hands on whatever lies on the topic without looking at it; the sink writes all output topics in
 * one transaction.
 */
@NullMarked
package dev.limelight.connectors.kafka;

import org.jspecify.annotations.NullMarked;

/**
 * Kafka sources, sinks and topics; a producer and a reader for the command line.
 *
 * <p>The one package that knows the Kafka client. The source hands on whatever lies on the topic
 * without looking at it; the sink writes all output topics in one transaction.
 */
@NullMarked
package dev.limelight.connectors.kafka;

import org.jspecify.annotations.NullMarked;

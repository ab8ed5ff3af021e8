/** Kafka sources and sinks, topics, and a broker for this machine. */
@NullMarked
package dev.limelight.connectors.kafka;

import org.jspecify.annotations.NullMarked;

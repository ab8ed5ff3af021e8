/** What is asked of a Kafka cluster beside its records: who it is, what is allowed, what waits. */
@NullMarked
package dev.limelight.connectors.kafka.admin;

import org.jspecify.annotations.NullMarked;

/**
 * Topics that are created, and questions to a Kafka cluster beside its records: its id,
 * permissions, and the lag of consumer groups.
 */
@NullMarked
package dev.limelight.connectors.kafka.admin;

import org.jspecify.annotations.NullMarked;

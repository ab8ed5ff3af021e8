/**
 * The reasons why Kafka refuses a request: a missing permission, or a listener with another
 * protocol.
 */
@NullMarked
package dev.limelight.connectors.kafka.refusal;

import org.jspecify.annotations.NullMarked;

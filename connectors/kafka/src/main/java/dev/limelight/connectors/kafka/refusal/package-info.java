/** Why Kafka does not do what it is asked: which permission is missing, what a listener speaks. */
@NullMarked
package dev.limelight.connectors.kafka.refusal;

import org.jspecify.annotations.NullMarked;

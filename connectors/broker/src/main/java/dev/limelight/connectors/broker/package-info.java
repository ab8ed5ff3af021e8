/**
 * A Kafka broker inside this JVM, for the demo and for tests.
 *
 * <p>The only package that refers to {@code kafka_2.13}: a job jar leaves both out.
 */
@NullMarked
package dev.limelight.connectors.broker;

import org.jspecify.annotations.NullMarked;

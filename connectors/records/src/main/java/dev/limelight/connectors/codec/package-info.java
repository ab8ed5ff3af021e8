/**
 * Converts between bytes and records, in plain Java. Documents are read as producers write them;
 * results are written as the schemas promise.
 *
 * <p>Knows neither Flink nor Kafka. Nothing here blocks or keeps state; all classes may be shared
 * between threads.
 */
@NullMarked
package dev.limelight.connectors.codec;

import org.jspecify.annotations.NullMarked;

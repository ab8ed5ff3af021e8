/**
 * Between bytes and records, in plain Java: reads documents as strangers write them, writes results
 * as the contract promises them.
 *
 * <p>Knows neither Flink nor Kafka. Nothing here blocks or keeps state; all classes may be shared
 * between threads.
 */
@NullMarked
package dev.limelight.connectors.codec;

import org.jspecify.annotations.NullMarked;

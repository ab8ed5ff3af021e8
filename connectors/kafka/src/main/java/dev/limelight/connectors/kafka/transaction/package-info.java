/**
 * The exactly-once sink: Flink's Kafka sink, held against what Kafka's transaction coordinators
 * know. {@code TransactionFate}, {@code TransactionOwner}, {@code TransactionWatch} and {@code
 * AbandonedIds} decide, without a cluster and without a broker; the other classes ask and act.
 */
@NullMarked
package dev.limelight.connectors.kafka.transaction;

import org.jspecify.annotations.NullMarked;

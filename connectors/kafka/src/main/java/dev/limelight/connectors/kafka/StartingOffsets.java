package dev.limelight.connectors.kafka;

import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The offsets at which a job without a checkpoint starts. With a checkpoint it continues at the
 * offsets in it.
 */
public enum StartingOffsets {
    /** Where the consumer group stopped; a group without committed offsets begins at the start. */
    COMMITTED,
    /** At the oldest record. */
    EARLIEST,
    /** After the newest record. */
    LATEST;

    /* Flink asks for the old type; Kafka has no public one in its place. */
    @SuppressWarnings("deprecation")
    OffsetsInitializer initializer() {
        return switch (this) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }
}

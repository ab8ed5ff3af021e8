package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * The source of documents. It passes on every record unchanged, tombstones included, and fails on
 * none. A later stage turns invalid documents into dead letters.
 *
 * <p>Records of open or aborted transactions are not read. A record's Flink timestamp is its Kafka
 * timestamp. Give the stream a watermark strategy with idleness: a subtask without a partition
 * never goes idle by itself.
 */
public final class KafkaDocuments {

    private KafkaDocuments() {}

    /** A source that runs until the job is stopped. */
    public static KafkaSource<InputRecord> source(KafkaSettings settings, StartingOffsets start) {
        return builder(settings, start).build();
    }

    /** A source that ends at the records that are there when the job starts. */
    public static KafkaSource<InputRecord> boundedSource(
            KafkaSettings settings, StartingOffsets start) {
        return builder(settings, start).setBounded(OffsetsInitializer.latest()).build();
    }

    private static KafkaSourceBuilder<InputRecord> builder(
            KafkaSettings settings, StartingOffsets start) {
        return KafkaSource.<InputRecord>builder()
                .setTopics(settings.topic(TopicNames.DOCUMENTS))
                .setGroupId(settings.consumerGroup())
                .setClientIdPrefix(settings.consumerGroup())
                .setStartingOffsets(start.initializer())
                .setDeserializer(new InputRecordReader())
                .setProperties(
                        settings.client(
                                Map.of(
                                        "isolation.level", "read_committed",
                                        "partition.discovery.interval.ms", "60000")));
    }
}

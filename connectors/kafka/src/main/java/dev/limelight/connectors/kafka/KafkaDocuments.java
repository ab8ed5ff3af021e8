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
        return builder(settings, TopicNames.DOCUMENTS, start).build();
    }

    /** A source that ends at the records that are there when the job starts. */
    public static KafkaSource<InputRecord> boundedSource(
            KafkaSettings settings, StartingOffsets start) {
        return builder(settings, TopicNames.DOCUMENTS, start)
                .setBounded(OffsetsInitializer.latest())
                .build();
    }

    /**
     * A source of decisions on reviews that runs until the job is stopped, in a consumer group of
     * its own ({@link #decisionsGroup}).
     */
    public static KafkaSource<InputRecord> decisions(KafkaSettings settings) {
        KafkaSettings own = settings.withConsumerGroup(decisionsGroup(settings));
        return builder(own, TopicNames.DECISIONS, StartingOffsets.COMMITTED).build();
    }

    /** The consumer group of {@link #decisions}. */
    public static String decisionsGroup(KafkaSettings settings) {
        return settings.consumerGroup() + "-decisions";
    }

    private static KafkaSourceBuilder<InputRecord> builder(
            KafkaSettings settings, String topic, StartingOffsets start) {
        return KafkaSource.<InputRecord>builder()
                .setTopics(settings.topic(topic))
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

package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;

/**
 * The source of model records. It reads the compacted topic from its oldest record, whatever
 * offsets a group has committed, because the last record of an alias stays valid. After a
 * checkpoint it continues at the offsets in it.
 */
public final class KafkaModels {

    private KafkaModels() {}

    /** A source that runs until the job is stopped; it commits nothing. */
    public static KafkaSource<InputRecord> source(KafkaSettings settings) {
        return KafkaSource.<InputRecord>builder()
                .setTopics(settings.topic(TopicNames.MODELS))
                .setGroupId(settings.consumerGroup() + "-models")
                .setClientIdPrefix(settings.consumerGroup() + "-models")
                .setStartingOffsets(StartingOffsets.EARLIEST.initializer())
                .setDeserializer(new InputRecordReader())
                .setProperties(
                        settings.client(
                                Map.of(
                                        "isolation.level", "read_committed",
                                        "commit.offsets.on.checkpoint", "false")))
                .build();
    }
}

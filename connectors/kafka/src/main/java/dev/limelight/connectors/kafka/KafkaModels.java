package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;

/**
 * The source of model records: all of the compacted topic, from its oldest record, whatever a group
 * has committed, because what was said last for an alias holds for ever. A job that goes on from a
 * checkpoint goes on where that was taken.
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

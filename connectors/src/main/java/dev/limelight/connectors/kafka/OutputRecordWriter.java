package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.OutputRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts an encoded record on its topic; the key decides the partition. */
final class OutputRecordWriter implements KafkaRecordSerializationSchema<OutputRecord> {
    private static final long serialVersionUID = 1L;

    private final String topicPrefix;

    OutputRecordWriter(String topicPrefix) {
        this.topicPrefix = topicPrefix;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            OutputRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
        return new ProducerRecord<>(topicPrefix + record.topic(), record.key(), record.value());
    }
}

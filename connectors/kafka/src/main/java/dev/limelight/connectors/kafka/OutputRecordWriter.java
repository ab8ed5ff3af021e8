package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Turns an output record into a producer record of its topic; the key decides the partition. */
final class OutputRecordWriter
        implements KafkaRecordSerializationSchema<OutputRecord>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    /** Full names by short ones. */
    private final HashMap<String, String> topics = new HashMap<>();

    OutputRecordWriter(KafkaSettings settings) {
        TopicNames.OUTPUTS.forEach(topic -> topics.put(topic, settings.topic(topic)));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            OutputRecord record, KafkaSinkContext context, @Nullable Long timestamp) {
        String topic = topics.get(record.topic());
        if (topic == null) {
            throw new IllegalArgumentException(
                    "topic %s, expected one of %s".formatted(record.topic(), topics.keySet()));
        }
        var written = new ProducerRecord<>(topic, record.key(), record.value());
        record.headers().forEach(each -> written.headers().add(each.name(), each.bytes()));
        return written;
    }

    /** The topics on which the sink looks for transactions that an earlier run left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        var names = DefaultKafkaDatasetIdentifier.ofTopics(List.copyOf(topics.values()));
        return Optional.of(new DefaultKafkaDatasetFacet(names));
    }
}

package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.SourcePosition;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds single records by their position, without a consumer group. Thread-safe; one record is
 * looked up at a time. Whoever opens it closes it.
 */
public final class RecordLookup implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private RecordLookup(KafkaSettings settings) {
        this.settings = settings;
        this.consumer = TopicReader.consumer(settings);
    }

    /**
     * Opens a lookup.
     *
     * @throws KafkaSetupException if a setting is wrong
     */
    public static RecordLookup open(KafkaSettings settings) {
        return new RecordLookup(settings);
    }

    /**
     * Finds a committed record.
     *
     * @return null if it is gone, or does not come in that time
     * @throws KafkaSetupException if Kafka refuses
     */
    public synchronized @Nullable TopicRecord find(SourcePosition position, Duration timeout) {
        var partition = new TopicPartition(position.topic(), position.partition());
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, position.offset());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                return record.offset() == position.offset()
                        ? TopicReader.topicRecord(settings, record)
                        : null;
            }
            return null;
        } catch (KafkaException e) {
            throw TopicReader.readError(settings, e);
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

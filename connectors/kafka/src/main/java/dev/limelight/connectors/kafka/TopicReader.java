package dev.limelight.connectors.kafka;

import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.record.SourcePosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics for the command line: committed records only, all partitions, without a consumer
 * group, so that no committed offset moves.
 *
 * <p>For one thread, but {@link #wakeup()} may come from any. Whoever opens it closes it.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    /* Kafka names the topics by itself. */
    private static final Asked READING = Asked.of("Read", List.of());

    private final KafkaSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicReader(KafkaSettings settings, KafkaConsumer<byte[], byte[]> consumer) {
        this.settings = settings;
        this.consumer = consumer;
    }

    /**
     * Opens topics, by their short names, at their oldest records.
     *
     * @throws KafkaSetupException if one does not exist, or Kafka does not answer
     */
    public static TopicReader fromBeginning(KafkaSettings settings, Collection<String> topics) {
        return open(
                settings, topics, (consumer, partitions) -> consumer.seekToBeginning(partitions));
    }

    /**
     * Opens topics, by their short names, at their newest records.
     *
     * @param records how many of each partition are read first, if there are so many; the marks of
     *     transactions count, too
     * @throws KafkaSetupException if one does not exist, or Kafka does not answer
     */
    public static TopicReader fromTail(
            KafkaSettings settings, Collection<String> topics, long records) {
        return open(settings, topics, (consumer, partitions) -> seekBack(consumer, records));
    }

    /**
     * Opens topics, by their short names, after the records that are there now.
     *
     * @throws KafkaSetupException if one does not exist, or Kafka does not answer
     */
    public static TopicReader fromEnd(KafkaSettings settings, Collection<String> topics) {
        return open(settings, topics, (consumer, partitions) -> consumer.seekToEnd(partitions));
    }

    /**
     * The records that are there, in order within each partition. Waits for the first of them; the
     * list is empty when none comes in time, or {@link #wakeup()} was called.
     *
     * @throws KafkaSetupException if Kafka refuses
     */
    public List<TopicRecord> poll(Duration timeout) {
        List<TopicRecord> records = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
                records.add(topicRecord(settings, record));
            }
        } catch (WakeupException e) {
            return List.of();
        } catch (KafkaException e) {
            throw readError(settings, e);
        }
        return records;
    }

    /**
     * Whether all records that are committed now were handed out; false after {@link #wakeup()}.
     *
     * @throws KafkaSetupException if Kafka does not answer
     */
    public boolean isAtEnd() {
        try {
            return consumer.endOffsets(consumer.assignment(), TIMEOUT).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), TIMEOUT) >= end.getValue());
        } catch (WakeupException e) {
            return false;
        } catch (KafkaException e) {
            throw readError(settings, e);
        }
    }

    /** Makes a {@link #poll} that waits return at once; from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static TopicReader open(
            KafkaSettings settings,
            Collection<String> topics,
            BiConsumer<KafkaConsumer<byte[], byte[]>, List<TopicPartition>> start) {
        TopicReader reader = new TopicReader(settings, consumer(settings));
        try {
            reader.assign(topics, start);
            return reader;
        } catch (KafkaException e) {
            reader.close();
            throw readError(settings, e);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What Kafka refused a reader, in words. */
    static KafkaSetupException readError(KafkaSettings settings, KafkaException error) {
        return ClientErrors.of(settings, TIMEOUT, error, READING);
    }

    /** A consumer of committed records without a group. Whoever asks for it closes it. */
    static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings) {
        Map<String, String> defaults =
                Map.of(
                        "client.id", "limelight-reader",
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "allow.auto.create.topics", "false");
        try {
            return new KafkaConsumer<>(
                    settings.client(defaults),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw ClientErrors.setup(settings, e);
        }
    }

    private static void seekBack(KafkaConsumer<byte[], byte[]> consumer, long records) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(consumer.assignment(), TIMEOUT);
        consumer.endOffsets(consumer.assignment(), TIMEOUT)
                .forEach(
                        (partition, end) ->
                                consumer.seek(
                                        partition,
                                        Math.max(
                                                first.getOrDefault(partition, 0L), end - records)));
    }

    private void assign(
            Collection<String> topics,
            BiConsumer<KafkaConsumer<byte[], byte[]>, List<TopicPartition>> start) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            partitions.addAll(partitions(settings.topic(topic)));
        }
        consumer.assign(partitions);
        start.accept(consumer, partitions);
        /* Seeking is lazy: without this, "the end" would be that of the first poll. */
        partitions.forEach(partition -> consumer.position(partition, TIMEOUT));
    }

    private List<TopicPartition> partitions(String topic) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic, TIMEOUT).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw KafkaSetupException.configuration(
                    "there is no topic "
                            + topic
                            + " at "
                            + settings.bootstrapServers()
                            + ", expected a prefix and a name of a topic that exists");
        }
        return partitions;
    }

    /** A record under its topic's short name. */
    static TopicRecord topicRecord(KafkaSettings settings, ConsumerRecord<byte[], byte[]> record) {
        return new TopicRecord(
                settings.shortName(record.topic()),
                new SourcePosition(record.topic(), record.partition(), record.offset()),
                record.timestamp(),
                record.key(),
                record.value(),
                InputRecordReader.headers(record.headers()));
    }
}

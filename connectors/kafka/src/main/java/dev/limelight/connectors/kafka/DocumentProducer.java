package dev.limelight.connectors.kafka;

import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.Stage;
import dev.limelight.connectors.record.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends documents and model records to the job. A document above the size limit becomes a dead
 * letter of stage {@code produce}, with partition and offset -1 because it is on no topic.
 *
 * <p>Sending does not wait for the broker's word, except for the first record and when the buffer
 * is full: some seconds at most. {@link #flush()} waits for all. Every method throws {@link
 * KafkaSetupException} with what went wrong since the last one. Thread-safe. Whoever opens it
 * closes it.
 */
public final class DocumentProducer implements AutoCloseable {
    private static final int TIMEOUT_MS = 8_000;

    private final KafkaSettings settings;
    private final OutputRecords records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Opens a producer.
     *
     * @throws KafkaSetupException if the settings are wrong
     */
    public DocumentProducer(KafkaSettings settings) {
        this.settings = settings;
        this.records = new OutputRecords(settings.maxRecordBytes());
        this.producer = producer(settings);
    }

    /**
     * Sends a document as JSON, its id as the key.
     *
     * @return false if it was too large and became a dead letter
     */
    public boolean send(DocumentRecord document) {
        return send(utf8(document.id()), RecordCodec.encode(document), Map.of());
    }

    /**
     * Sends a text as it is, under the header {@code content-type: text/plain}.
     *
     * @param id the document's id
     * @param text in UTF-8; whether it really is finds out the job
     * @return false if it was too large and became a dead letter
     */
    public boolean sendText(String id, byte[] text) {
        return send(utf8(id), text, Map.of("content-type", "text/plain"));
    }

    /**
     * Sends a record unseen.
     *
     * @param key the record key; null for none
     * @param value the record value; null for a tombstone
     * @param headers header values by name, as ISO-8859-1
     * @return false if it was too large and became a dead letter
     */
    public boolean send(
            byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
        var nowhere = new SourcePosition(settings.topic(TopicNames.DOCUMENTS), -1, -1);
        var document = new InputRecord(nowhere, -1, key, value, headers);
        long bytes = OutputRecords.size(key, value) + OutputRecords.size(document.headers());
        boolean fits = bytes <= settings.maxRecordBytes();
        if (fits) {
            dispatch(TopicNames.DOCUMENTS, key, value, document.headers());
        } else {
            OutputRecord letter = records.deadLetter(tooLarge(document, bytes));
            dispatch(letter.topic(), letter.key(), letter.value(), letter.headers());
        }
        return fits;
    }

    /** Sends a model record, its alias as the key. */
    public void send(ModelRecord model) {
        dispatch(TopicNames.MODELS, utf8(model.alias()), RecordCodec.encode(model), List.of());
    }

    /**
     * Sends a decision, its review's id as the key, and waits until the broker has it.
     *
     * @return where it lies
     */
    public SourcePosition send(DecisionRecord decision) {
        String topic = settings.topic(TopicNames.DECISIONS);
        var record =
                new ProducerRecord<>(
                        topic, utf8(decision.reviewId()), RecordCodec.encode(decision));
        try {
            RecordMetadata there = producer.send(record).get();
            return new SourcePosition(topic, there.partition(), there.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a decision was sent", e);
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause();
            Throwable problem = e instanceof ExecutionException && cause != null ? cause : e;
            throw ClientErrors.of(
                    settings,
                    Duration.ofMillis(TIMEOUT_MS),
                    problem,
                    Asked.of("Write", List.of(topic)));
        }
    }

    /** Sends a tombstone: the configured model again. */
    public void sendConfigured(String alias) {
        dispatch(TopicNames.MODELS, utf8(alias), null, List.of());
    }

    /**
     * Waits until the broker has everything.
     *
     * @throws KafkaSetupException if something did not get there
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    /** Waits for what is on its way, as {@link #flush()} but silently, and lets the client go. */
    @Override
    public void close() {
        producer.close();
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings settings) {
        Map<String, String> defaults = ProducerDefaults.of(settings);
        defaults.put("client.id", "limelight-producer");
        defaults.put("max.block.ms", String.valueOf(TIMEOUT_MS));
        defaults.put("request.timeout.ms", "10000");
        defaults.put("delivery.timeout.ms", "30000");
        try {
            return new KafkaProducer<>(
                    settings.client(defaults),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        } catch (KafkaException e) {
            throw ClientErrors.setup(settings, e);
        }
    }

    private void dispatch(
            String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<RecordHeader> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(settings.topic(topic), key, value);
        headers.forEach(header -> record.headers().add(header.name(), header.bytes()));
        try {
            /* The callback hears of problems. */
            var unused = producer.send(record, (metadata, problem) -> note(problem));
        } catch (KafkaException e) {
            throw ClientErrors.setup(settings, e);
        }
        /* Without a broker every send would wait in turn; the first has already told why. */
        throwFailure();
    }

    private void throwFailure() {
        Exception problem = failure.getAndSet(null);
        if (problem != null) {
            throw ClientErrors.of(settings, Duration.ofMillis(TIMEOUT_MS), problem, asked());
        }
    }

    private Asked asked() {
        return Asked.of("Write", List.of(settings.topic(TopicNames.DOCUMENTS)));
    }

    /** Keeps the first problem only: the others follow from it. */
    private void note(@Nullable Exception problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        }
    }

    private DeadLetterRecord tooLarge(InputRecord document, long bytes) {
        return DeadLetterRecord.of(
                document,
                DocumentDecoder.idOf(document.key()),
                null,
                new Failure(
                        Stage.PRODUCE,
                        DeadLetterCategory.TOO_LARGE,
                        "the document's record has "
                                + bytes
                                + " bytes, expected at most "
                                + settings.maxRecordBytes()),
                System.currentTimeMillis());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

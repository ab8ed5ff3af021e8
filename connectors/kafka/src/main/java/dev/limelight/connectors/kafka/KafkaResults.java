package dev.limelight.connectors.kafka;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.kafka.transaction.CheckedSink;
import dev.limelight.connectors.kafka.transaction.TransactionOwner;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * The sink of results. A single sink serves all output topics, so one transaction carries a
 * document's summary, its salience and its dead letters, and a reader sees all or none of them.
 *
 * <p>A {@code read_committed} reader sees a result when the checkpoint after it is done, not
 * before: the checkpoint interval is the latency. A {@code read_uncommitted} reader sees results at
 * once, and may see some twice after a failure.
 *
 * <p>Transactional ids are reused, three or so a subtask; new ones with each checkpoint would fill
 * Kafka's memory, which keeps them for a week. What reuse leaves open is in {@link CheckedSink}.
 *
 * <p>Values are compressed with gzip: it is the one codec inside the JDK, where the others bring
 * native libraries that a job jar must not carry. A record's timestamp is the time of writing, not
 * the document's: Kafka deletes by timestamp, and the answer to an old document is not old.
 */
public final class KafkaResults {

    private KafkaResults() {}

    /** An exactly-once sink; the job must have checkpoints. */
    public static Sink<OutputRecord> sink(KafkaSettings settings) {
        TransactionOwner owner = settings.transactionOwner();
        KafkaSink<OutputRecord> sink =
                KafkaSink.<OutputRecord>builder()
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix(owner.idPrefix())
                        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                        .setRecordSerializer(new OutputRecordWriter(settings))
                        .setKafkaProducerConfig(settings.client(transactional(settings)))
                        .setBootstrapServers(settings.bootstrapServers())
                        .build();
        return new CheckedSink(
                sink,
                owner,
                settings.client(Map.of("client.id", "limelight-transactions")),
                settings.client(ProducerDefaults.of(settings)),
                settings.topic(TopicNames.ALERTS),
                new OutputRecords(settings.maxRecordBytes()));
    }

    private static Map<String, String> transactional(KafkaSettings settings) {
        Map<String, String> properties = ProducerDefaults.of(settings);
        properties.put(
                "transaction.timeout.ms", String.valueOf(settings.transactionTimeout().toMillis()));
        return properties;
    }
}

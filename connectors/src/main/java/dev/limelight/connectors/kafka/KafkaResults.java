package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.OutputRecord;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * The sink of results: one for all output topics, so that one transaction carries a document's
 * summary, its salience and its dead letters, and a reader sees all or none of them.
 *
 * <p>A {@code read_committed} reader sees a result when the checkpoint after it is done, not
 * before: the checkpoint interval is the latency. A {@code read_uncommitted} reader sees results at
 * once, and may see some twice after a failure.
 *
 * <p>Values are compressed with gzip: it is the one codec inside the JDK, where the others bring
 * native libraries that a job jar must not carry. A record's timestamp is the time of writing, not
 * the document's: Kafka deletes by timestamp, and the answer to an old document is not old.
 */
public final class KafkaResults {

    private KafkaResults() {}

    /** An exactly-once sink; the job must have checkpoints. */
    public static KafkaSink<OutputRecord> sink(KafkaSettings settings) {
        return KafkaSink.<OutputRecord>builder()
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(settings.transactionalIdPrefix())
                .setRecordSerializer(new OutputRecordWriter(settings))
                .setKafkaProducerConfig(settings.client(transactional(settings)))
                .setBootstrapServers(settings.bootstrapServers())
                .build();
    }

    private static Map<String, String> transactional(KafkaSettings settings) {
        Map<String, String> properties = ProducerDefaults.of(settings);
        properties.put(
                "transaction.timeout.ms", String.valueOf(settings.transactionTimeout().toMillis()));
        return properties;
    }
}

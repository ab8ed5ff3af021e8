package dev.limelight.connectors.kafka.transaction;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.OutputRecord;
import java.io.Serializable;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports lost results by an alert record. The record is written outside of any transaction,
 * because a transaction is what failed. If that fails too, the log has the report.
 */
final class LossAlert implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(LossAlert.class);

    private final Properties producer;
    private final String topic;
    private final OutputRecords records;

    /**
     * @param producer properties of a producer without transactions
     * @param topic the full name of the topic of alerts
     * @param records writes the alert
     */
    LossAlert(Properties producer, String topic, OutputRecords records) {
        this.producer = producer;
        this.topic = topic;
        this.records = records;
    }

    /** Logs the error and writes the alert; blocks until Kafka has it. */
    void raise(String error) throws InterruptedException {
        LOG.error(error);
        var alert =
                new AlertRecord(
                        AlertKind.RESULTS_LOST,
                        null,
                        error,
                        null,
                        null,
                        System.currentTimeMillis());
        try {
            send(records.alert(alert));
        } catch (KafkaException | ExecutionException e) {
            LOG.error("the alert on lost results cannot be written either", e);
        }
    }

    private void send(OutputRecord alert) throws InterruptedException, ExecutionException {
        var bytes = new ByteArraySerializer();
        var kafka = new KafkaProducer<byte[], byte[]>(producer, bytes, bytes);
        try {
            var record = new ProducerRecord<>(topic, alert.key(), alert.value());
            alert.headers().forEach(each -> record.headers().add(each.name(), each.bytes()));
            kafka.send(record).get();
        } finally {
            kafka.close(CLOSING);
        }
    }
}

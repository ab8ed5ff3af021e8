package dev.limelight.pipeline.config;

import dev.limelight.connectors.kafka.KafkaSettings;
import java.time.Duration;

/** The keys under {@code kafka.}. */
final class KafkaKeys {

    static final String PREFIX = "kafka.";

    private KafkaKeys() {}

    static KafkaSettings read(Settings settings) {
        KafkaSettings defaults =
                KafkaSettings.of(settings.required("kafka.bootstrap-servers", "host:port"));
        String group = settings.text("kafka.group-id", defaults.consumerGroup());
        try {
            return new KafkaSettings(
                    defaults.bootstrapServers(),
                    settings.text("kafka.topic-prefix", defaults.topicPrefix()),
                    group,
                    settings.text("kafka.transactional-id-prefix", group),
                    timeout(settings, defaults.transactionTimeout()),
                    settings.integer("kafka.max-record-bytes", defaults.maxRecordBytes(), 1),
                    settings.integer("kafka.partitions", defaults.partitions(), 1),
                    settings.integer("kafka.replication-factor", defaults.replicationFactor(), -1),
                    settings.under("kafka.properties."));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("kafka: " + e.getMessage());
        }
    }

    private static Duration timeout(Settings settings, Duration fallback) {
        return settings.duration("kafka.transaction-timeout", fallback);
    }
}

package dev.limelight.pipeline.config;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The keys under {@code kafka.}. */
final class KafkaKeys {

    static final String PREFIX = "kafka.";

    private KafkaKeys() {}

    static KafkaSettings read(Settings settings) {
        KafkaSettings defaults =
                KafkaSettings.of(settings.required("kafka.bootstrap-servers", "host:port"));
        String group = settings.text("kafka.group-id", defaults.consumerGroup());
        String prefix = settings.text("kafka.topic-prefix", defaults.topicPrefix());
        try {
            return new KafkaSettings(
                    defaults.bootstrapServers(),
                    prefix,
                    topics(settings, prefix),
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

    /** Those that have a name of their own. */
    private static Map<String, String> topics(Settings settings, String prefix) {
        Map<String, String> names = new HashMap<>();
        for (String topic : TopicNames.ALL) {
            names.put(topic, settings.text("kafka.topics." + topic, prefix + topic));
        }
        names.entrySet().removeIf(name -> name.getValue().equals(prefix + name.getKey()));
        return names;
    }

    private static Duration timeout(Settings settings, Duration fallback) {
        return settings.duration("kafka.transaction-timeout", fallback);
    }
}

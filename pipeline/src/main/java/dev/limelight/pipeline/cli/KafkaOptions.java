package dev.limelight.pipeline.cli;

import dev.limelight.connectors.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** Where Kafka is, for commands that feed and read topics. */
final class KafkaOptions {

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka; several with commas.")
    private String bootstrapServers = "";

    @Option(
            names = "--topic-prefix",
            defaultValue = KafkaSettings.DEFAULT_TOPIC_PREFIX,
            description = "What stands before every topic's name. Default: ${DEFAULT-VALUE}")
    private String topicPrefix = KafkaSettings.DEFAULT_TOPIC_PREFIX;

    KafkaSettings settings() {
        return KafkaSettings.of(bootstrapServers).withTopicPrefix(topicPrefix);
    }
}

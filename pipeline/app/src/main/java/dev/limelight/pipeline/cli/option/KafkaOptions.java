package dev.limelight.pipeline.cli.option;

import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.pipeline.config.PipelineConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of commands that write and read topics: the brokers and the login. They come from the
 * job's configuration, from options, or from both; options override the configuration.
 */
public final class KafkaOptions {

    private static final String SERVERS = "kafka.bootstrap-servers";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The job's properties file; its kafka.* keys are used: servers, topics, login.")
    private @Nullable Path config;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers; separate several by commas. Required without --config.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description =
                    "The beginning of every topic's name. Default: that of --config, or "
                            + KafkaSettings.DEFAULT_TOPIC_PREFIX)
    private @Nullable String topicPrefix;

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description =
                    "A property of Kafka's clients, such as security.protocol=SASL_SSL; repeat it for"
                            + " more. It overrides --config.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /**
     * How to reach Kafka.
     *
     * @throws UsageException if neither the configuration nor an option names brokers
     */
    public KafkaSettings settings() {
        if (config == null && bootstrapServers == null) {
            throw new UsageException(
                    "no Kafka is named, expected --bootstrap-servers HOST:PORT or"
                            + " --config FILE with "
                            + SERVERS);
        }
        return PipelineConfig.kafka(config, values());
    }

    /**
     * Reads documents as the job of {@code --config} does.
     *
     * @throws dev.limelight.pipeline.config.ConfigException if the configuration is wrong
     */
    public DocumentDecoder documents() {
        return PipelineConfig.documents(config).decoder();
    }

    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        properties.forEach((key, value) -> values.put("kafka.properties." + key, value));
        put(values, SERVERS, bootstrapServers);
        put(values, "kafka.topic-prefix", topicPrefix);
        return values;
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }
}

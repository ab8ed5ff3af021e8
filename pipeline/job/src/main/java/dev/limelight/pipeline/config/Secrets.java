package dev.limelight.pipeline.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Hides secret values of a configuration before it is shown. */
final class Secrets {

    private static final String CLIENT = "kafka.properties.";
    private static final String HIDDEN = "(hidden)";

    private Secrets() {}

    /** The values by key; hidden are those of Kafka's clients that are secret, or may be. */
    static Map<String, String> hidden(Map<String, String> values) {
        var shown = new TreeMap<String, String>();
        values.forEach((key, value) -> shown.put(key, isOpen(key) ? value : HIDDEN));
        return shown;
    }

    private static boolean isOpen(String key) {
        return !key.startsWith(CLIENT) || isPublic(key.substring(CLIENT.length()));
    }

    /** Known to Kafka, and as no password: what a plugin reads may be one. */
    private static boolean isPublic(String property) {
        return Stream.of(
                        ProducerConfig.configDef(),
                        ConsumerConfig.configDef(),
                        AdminClientConfig.configDef())
                .map(definition -> definition.configKeys().get(property))
                .filter(key -> key != null)
                .findFirst()
                .filter(key -> key.type != ConfigDef.Type.PASSWORD)
                .isPresent();
    }
}

package dev.limelight.connectors.kafka;

import java.util.HashMap;
import java.util.Map;

/** The settings that all producers share. */
final class ProducerDefaults {
    private static final long DEFAULT_BUFFER_BYTES = 32L * 1024 * 1024;

    private ProducerDefaults() {}

    /** A map that may be changed. */
    static Map<String, String> of(KafkaSettings settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("compression.type", "gzip");
        properties.put("compression.gzip.level", "1");
        properties.put("linger.ms", "20");
        properties.put("batch.size", "131072");
        properties.put("max.request.size", String.valueOf(settings.maxRecordBytes()));
        properties.put(
                "buffer.memory",
                String.valueOf(Math.max(DEFAULT_BUFFER_BYTES, 2L * settings.maxRecordBytes())));
        return properties;
    }
}

package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.SourcePosition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies on a topic.
 *
 * @param topic the topic's short name
 * @param position where it lies, with the topic's full name
 * @param timestamp epoch milliseconds
 * @param key the key's bytes
 * @param value the value's bytes; null is a tombstone
 * @param headers header values by name, as ISO-8859-1; of equal names the last counts
 */
public record TopicRecord(
        String topic,
        SourcePosition position,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, String> headers) {}

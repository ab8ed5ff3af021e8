package dev.limelight.connectors.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of an input topic, as the broker delivered it.
 *
 * @param source where it lies
 * @param timestamp epoch milliseconds, set by the producer or the broker
 * @param key the key's bytes
 * @param value the value's bytes; null is a tombstone
 * @param headers all headers in their order, those of equal names, too
 */
public record InputRecord(
        SourcePosition source,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<RecordHeader> headers) {

    /** A record whose headers have different names. */
    public InputRecord(
            SourcePosition source,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, String> headers) {
        this(source, timestamp, key, value, list(headers));
    }

    /** The headers by name; of equal names the last, and empty where it has no value. */
    public Map<String, String> headersByName() {
        Map<String, String> values = new HashMap<>();
        for (RecordHeader header : headers) {
            values.put(header.name(), Objects.requireNonNullElse(header.value(), ""));
        }
        return values;
    }

    private static List<RecordHeader> list(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> new RecordHeader(header.getKey(), header.getValue()))
                .toList();
    }
}

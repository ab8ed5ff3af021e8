package dev.limelight.connectors.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input topic, as the broker gave it.
 *
 * @param source where it lies
 * @param timestamp epoch milliseconds, set by the producer or the broker
 * @param key the key's bytes
 * @param value the value's bytes; null is a tombstone
 * @param headers header values by name, as ISO-8859-1 so that every byte survives; of equal names
 *     the last counts
 */
public record InputRecord(
        SourcePosition source,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, String> headers) {}

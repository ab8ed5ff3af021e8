package dev.limelight.connectors.record;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A header of a Kafka record. A record may have several of one name.
 *
 * @param name its name
 * @param value its bytes read as ISO-8859-1, so that every byte survives; null where it has none
 */
public record RecordHeader(String name, @Nullable String value) {

    /** A header with the bytes of a value. */
    public static RecordHeader of(String name, byte @Nullable [] value) {
        return new RecordHeader(
                name, value == null ? null : new String(value, StandardCharsets.ISO_8859_1));
    }

    /** The bytes of the value. */
    public byte @Nullable [] bytes() {
        return value == null ? null : value.getBytes(StandardCharsets.ISO_8859_1);
    }
}

package dev.limelight.connectors.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record to be written to an output topic.
 *
 * @param topic which topic, by its short name ({@code summaries}); the full one is configuration
 * @param key the document's id in UTF-8, or the review's; null where it is not known
 * @param value the record's JSON in UTF-8; null is a tombstone
 * @param headers its headers
 */
public record OutputRecord(
        String topic, byte @Nullable [] key, byte @Nullable [] value, List<RecordHeader> headers) {}

package dev.limelight.connectors.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document, or one task of it, that could not be processed.
 *
 * @param documentId the document's id where it could be read
 * @param source where the original record lies
 * @param task the task that failed; null when none was tried
 * @param stage the stage that gave up
 * @param category why, for counting
 * @param error why, for people: the bad value and what was expected
 * @param attempts how often it was tried
 * @param value the original bytes; null for a tombstone, and when they would not fit into a record
 *     ({@code error} says so then)
 * @param headers the original headers
 * @param failedAt epoch milliseconds
 */
public record DeadLetterRecord(
        @Nullable String documentId,
        SourcePosition source,
        @Nullable String task,
        String stage,
        DeadLetterCategory category,
        String error,
        int attempts,
        byte @Nullable [] value,
        Map<String, String> headers,
        long failedAt) {}

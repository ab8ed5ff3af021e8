package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document, or one of its tasks, that could not be processed.
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
 * @param headers the original headers by name; of equal names the last
 * @param failedAt epoch milliseconds
 * @param recordHeaders the original headers as they were, those of equal names, too; not part of
 *     the JSON, but on the record that carries it
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
        long failedAt,
        @JsonIgnore List<RecordHeader> recordHeaders) {

    /** As read from JSON, which has no {@link #recordHeaders}. */
    public DeadLetterRecord(
            @Nullable String documentId,
            SourcePosition source,
            @Nullable String task,
            String stage,
            DeadLetterCategory category,
            String error,
            int attempts,
            byte @Nullable [] value,
            Map<String, String> headers,
            long failedAt,
            @Nullable List<RecordHeader> recordHeaders) {
        this.documentId = documentId;
        this.source = source;
        this.task = task;
        this.stage = stage;
        this.category = category;
        this.error = error;
        this.attempts = attempts;
        this.value = value;
        this.headers = headers;
        this.failedAt = failedAt;
        this.recordHeaders = recordHeaders == null ? List.of() : recordHeaders;
    }

    /**
     * A letter about a record as the broker gave it, tried once.
     *
     * @param documentId where it could be read
     * @param task the task that failed; null for the whole document
     */
    public static DeadLetterRecord of(
            InputRecord original,
            @Nullable String documentId,
            @Nullable String task,
            Failure failure,
            long failedAt) {
        return new DeadLetterRecord(
                documentId,
                original.source(),
                task,
                failure.stage().wireName(),
                failure.category(),
                failure.error(),
                1,
                original.value(),
                original.headersByName(),
                failedAt,
                original.headers());
    }

    /** The same with another error and other bytes. */
    public DeadLetterRecord with(String changed, byte @Nullable [] bytes) {
        return new DeadLetterRecord(
                documentId,
                source,
                task,
                stage,
                category,
                changed,
                attempts,
                bytes,
                headers,
                failedAt,
                recordHeaders);
    }

    /** The same without headers. */
    public DeadLetterRecord withoutHeaders() {
        return new DeadLetterRecord(
                documentId,
                source,
                task,
                stage,
                category,
                error,
                attempts,
                value,
                Map.of(),
                failedAt,
                List.of());
    }
}

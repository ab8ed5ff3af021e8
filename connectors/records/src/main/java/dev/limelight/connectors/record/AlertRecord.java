package dev.limelight.connectors.record;

import org.jspecify.annotations.Nullable;

/**
 * An event that a person should know about; the job goes on.
 *
 * @param kind what it is about
 * @param alias the model that it is about, where that could be read
 * @param reviewId the review that it is about, where that could be read
 * @param error the bad value and what was expected
 * @param source where the record lies that gave rise to it; null where none did
 * @param value that record's bytes; null for a tombstone, and when they would not fit into a record
 *     ({@code error} says so then)
 * @param raisedAt epoch milliseconds
 */
public record AlertRecord(
        AlertKind kind,
        @Nullable String alias,
        @Nullable String reviewId,
        String error,
        @Nullable SourcePosition source,
        byte @Nullable [] value,
        long raisedAt) {

    /** An alert that is about no review. */
    public AlertRecord(
            AlertKind kind,
            @Nullable String alias,
            String error,
            @Nullable SourcePosition source,
            byte @Nullable [] value,
            long raisedAt) {
        this(kind, alias, null, error, source, value, raisedAt);
    }

    /** The same with another error and other bytes. */
    public AlertRecord with(String changed, byte @Nullable [] bytes) {
        return new AlertRecord(kind, alias, reviewId, changed, source, bytes, raisedAt);
    }
}

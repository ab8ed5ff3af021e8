package dev.limelight.connectors.record;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An output that a person must look at before it is used, and where that stands: a value of the
 * topic {@code reviews}. The last record of an id counts.
 *
 * @param reviewId {@code PARTITION-OFFSET-TASK[-TARGET]} of the document's record
 * @param documentId the document's id
 * @param task {@code summarize} or {@code translate}
 * @param target BCP 47 of a translation; null for others
 * @param state where it stands
 * @param reasons why a person must look at it, at least one
 * @param risk estimated probability that the output needs an edit; null where nothing estimates it
 * @param result the summary or translation record as it would have been written, as JSON; null
 *     where {@code leftOut} says so
 * @param text the document's text as it came in; null where {@code leftOut} says so
 * @param claimedBy who works on it
 * @param claimedUntil epoch milliseconds at which their lease ends
 * @param decision the decision that ended it
 * @param history what happened to it, oldest first; the newest {@link #MAX_EVENTS} events
 * @param createdAt epoch milliseconds
 * @param expiresAt epoch milliseconds until which somebody must decide
 * @param metadata the document's
 * @param leftOut fields that would make the record larger than the topic takes; null for none
 */
public record ReviewRecord(
        String reviewId,
        String documentId,
        String task,
        @Nullable String target,
        ReviewState state,
        List<ReviewReason> reasons,
        @Nullable Double risk,
        @JsonRawValue @JsonDeserialize(using = RawJson.class) @Nullable String result,
        @Nullable String text,
        @Nullable String claimedBy,
        @Nullable Long claimedUntil,
        @Nullable DecisionRecord decision,
        List<ReviewEvent> history,
        long createdAt,
        long expiresAt,
        Map<String, String> metadata,
        @Nullable List<String> leftOut) {

    /** The most events that a record keeps. */
    public static final int MAX_EVENTS = 50;

    /** The same without some fields, which {@code leftOut} names. */
    public ReviewRecord without(List<String> fields) {
        DecisionRecord made = decision;
        return new ReviewRecord(
                reviewId,
                documentId,
                task,
                target,
                state,
                reasons,
                risk,
                fields.contains("result") ? null : result,
                fields.contains("text") ? null : text,
                claimedBy,
                claimedUntil,
                made != null && fields.contains("decision") ? made.withoutEdits() : made,
                history,
                createdAt,
                expiresAt,
                fields.contains("metadata") ? Map.of() : metadata,
                fields);
    }
}

package dev.limelight.connectors.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert on what the guard has found in a document: one for each document with findings.
 *
 * @param kind {@link #KIND}, which tells it from the alerts on models
 * @param documentId the sender's id
 * @param findings at least one, in the order of the text
 * @param score of the whole document, 0 to 1: how likely it has something planted, where as many
 *     documents have as have not
 * @param policy the rules that decided, one for each detector
 * @param source where the document's record lies
 * @param raisedAt epoch milliseconds
 */
public record GuardAlertRecord(
        String kind,
        String documentId,
        List<GuardFinding> findings,
        double score,
        String policy,
        @Nullable SourcePosition source,
        long raisedAt) {

    /** The kind of all of them. */
    public static final String KIND = "guard";
}

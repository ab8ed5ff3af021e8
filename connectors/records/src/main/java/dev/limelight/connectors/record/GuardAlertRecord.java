package dev.limelight.connectors.record;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An alert on what the guard has found in a document: one for each document with findings.
 *
 * @param kind {@link #KIND}, which tells it from the alerts on models
 * @param documentId the sender's id
 * @param findings at least one, in the order of the text
 * @param findingsLeftOut how many more there are, which the record has no room for; null for none
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
        @Nullable Integer findingsLeftOut,
        double score,
        String policy,
        @Nullable SourcePosition source,
        long raisedAt) {

    /** The kind of all of them. */
    public static final String KIND = "guard";

    /** The same with another text in place of each reason. */
    public GuardAlertRecord withReasons(UnaryOperator<String> changed) {
        List<GuardFinding> same =
                findings.stream()
                        .map(each -> each.withReason(changed.apply(each.reason())))
                        .toList();
        return new GuardAlertRecord(
                kind, documentId, same, findingsLeftOut, score, policy, source, raisedAt);
    }

    /** The same with the first of its findings only. */
    public GuardAlertRecord withFirst(int count) {
        return new GuardAlertRecord(
                kind,
                documentId,
                findings.subList(0, count),
                findings.size() - count,
                score,
                policy,
                source,
                raisedAt);
    }
}

package dev.limelight.connectors.record;

/**
 * A span of a document that the guard has found.
 *
 * @param start first code point in the document's text as it came in
 * @param end one past the last
 * @param detector what found it: {@code unicode}
 * @param score 0 to 1, comparable within the detector only
 * @param threshold from which score on it is a finding
 * @param reason what was found, for a person
 * @param action what the policy wants done
 */
public record GuardFinding(
        int start,
        int end,
        String detector,
        double score,
        double threshold,
        String reason,
        GuardAction action) {

    /** The same with another reason. */
    GuardFinding withReason(String other) {
        return new GuardFinding(start, end, detector, score, threshold, other, action);
    }
}

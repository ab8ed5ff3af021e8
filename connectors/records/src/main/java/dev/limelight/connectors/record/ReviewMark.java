package dev.limelight.connectors.record;

/**
 * What a person has decided on a result, as the result has it.
 *
 * @param reviewId the review
 * @param action {@code approve} or {@code edit}
 * @param reviewer who decided
 * @param decidedAt epoch milliseconds
 */
public record ReviewMark(String reviewId, DecisionAction action, String reviewer, long decidedAt) {}

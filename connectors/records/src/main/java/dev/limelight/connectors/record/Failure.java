package dev.limelight.connectors.record;

/**
 * The reason why a document, one of its tasks, or a chunk got no result.
 *
 * @param stage what gave up
 * @param category why, for counting
 * @param error why, for people: the bad value, what was expected, and what to do
 */
public record Failure(Stage stage, DeadLetterCategory category, String error) {}

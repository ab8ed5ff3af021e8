package dev.limelight.connectors.record;

/**
 * A source sentence that a summary stands on.
 *
 * @param start code points
 * @param end code points
 * @param text the document's slice {@code [start:end)}
 * @param salience the sentence's share of the document's attention, as in the salience record
 */
public record SummarySentence(int start, int end, String text, double salience) {}

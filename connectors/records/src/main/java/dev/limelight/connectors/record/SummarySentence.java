package dev.limelight.connectors.record;

/**
 * A sentence of the document on which a summary relies.
 *
 * @param start code points
 * @param end code points
 * @param text the document's slice {@code [start:end)}
 * @param salience the sentence's share of the document's attention, as in the salience record
 */
public record SummarySentence(int start, int end, String text, double salience) {}

package dev.limelight.pipeline.salience;

/**
 * A word and its share of the document's attention.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param score its share
 */
public record ScoredWord(int start, int end, double score) {}

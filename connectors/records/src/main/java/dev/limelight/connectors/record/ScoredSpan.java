package dev.limelight.connectors.record;

/** A span of the document, in code points, and its share of the attention. */
public record ScoredSpan(int start, int end, double score) {}

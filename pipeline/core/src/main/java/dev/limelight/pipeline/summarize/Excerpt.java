package dev.limelight.pipeline.summarize;

/**
 * The part of a sentence that a summary takes: all of it, unless it alone is too much of the
 * document.
 *
 * @param sentence its number in the document
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 */
public record Excerpt(int sentence, int start, int end) {}

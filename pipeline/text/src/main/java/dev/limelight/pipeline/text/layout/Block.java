package dev.limelight.pipeline.text.layout;

/**
 * Lines that belong together, so that a sentence never leaves them: a paragraph, a heading, an
 * item.
 *
 * @param start first UTF-16 unit of the content in the text, quote marks included
 * @param end one past the last, without white space
 * @param markEnd one past the list mark; no sentence ends before it
 * @param paragraph number of the paragraph
 * @param kind what its sentences are
 */
public record Block(int start, int end, int markEnd, int paragraph, SentenceKind kind) {}

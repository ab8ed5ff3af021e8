package dev.limelight.pipeline.chunk;

/**
 * A sentence, or the part of an overlong one, that lies in a chunk.
 *
 * @param sentence index into the document's sentences
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 */
public record SentencePart(int sentence, int start, int end) {}

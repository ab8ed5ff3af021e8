package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.pipeline.text.Span;

/**
 * A span of a text and the words of the document that it was written from: a word of the document,
 * which is its own source, or a sentence that the model wrote.
 *
 * @param start first UTF-16 unit in the text
 * @param end one past the last
 * @param tokens that the model wrote it in, at least 1; 1 for a word of the document
 * @param source the words that it was written from
 */
record AttributedSpan(int start, int end, double tokens, WordShares source) {

    AttributedSpan moved(int by) {
        return new AttributedSpan(start + by, end + by, tokens, source);
    }

    /** Without the white space that stands before the text and may belong to its first sentence. */
    Span span() {
        return new Span(Math.max(0, start), Math.max(0, end));
    }
}

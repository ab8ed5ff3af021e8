package dev.limelight.pipeline.document;

import dev.limelight.pipeline.document.layout.SentenceKind;

/**
 * One sentence of a document, without the white space around it.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param paragraph number of the paragraph that it is in, counted from 0
 * @param kind what it is on the page
 */
public record Sentence(int start, int end, int paragraph, SentenceKind kind) {

    public Sentence {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "sentence [%d:%d), expected 0 <= start < end".formatted(start, end));
        }
    }
}

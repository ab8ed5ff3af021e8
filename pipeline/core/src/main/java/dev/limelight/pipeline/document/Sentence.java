package dev.limelight.pipeline.document;

import dev.limelight.pipeline.text.layout.SentenceKind;

/**
 * One sentence of a document, without the white space around it.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param markEnd one past the marks before its words: of quoted lines, of a list, of a heading;
 *     {@code start} where there are none
 * @param paragraph number of the paragraph that it is in, counted from 0
 * @param kind what it is on the page
 */
public record Sentence(int start, int end, int markEnd, int paragraph, SentenceKind kind) {

    public Sentence {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException(
                    "sentence [%d:%d), expected 0 <= start < end".formatted(start, end));
        }
        if (markEnd < start || markEnd > end) {
            throw new IllegalArgumentException(
                    "marks end at %d, expected %d to %d".formatted(markEnd, start, end));
        }
    }

    /** A sentence without marks. */
    public Sentence(int start, int end, int paragraph, SentenceKind kind) {
        this(start, end, start, paragraph, kind);
    }

    /**
     * The same elsewhere.
     *
     * @param by how many units further on; negative for back
     */
    public Sentence moved(int by) {
        return new Sentence(start + by, end + by, markEnd + by, paragraph, kind);
    }
}

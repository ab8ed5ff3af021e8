package dev.limelight.modelserver.tokenizer.sentencepiece;

import java.util.List;

/** Cuts normalized text into pieces. Thread-safe. */
interface Segmenter {

    /**
     * Cuts a text.
     *
     * @param text UTF-8
     * @return segments that cover it, in order
     */
    List<Segment> segment(byte[] text);

    /**
     * A piece and the bytes that it covers.
     *
     * @param id in the SentencePiece model; the unknown piece's for what has none
     * @param start first byte
     * @param end one past the last
     */
    record Segment(int id, int start, int end) {}
}

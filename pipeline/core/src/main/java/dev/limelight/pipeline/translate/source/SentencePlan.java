package dev.limelight.pipeline.translate.source;

import java.util.List;

/**
 * A sentence and its pieces.
 *
 * @param start first UTF-16 unit in the document's text
 * @param end one past the last
 * @param pieces in order, each beginning where the one before ends; at least one
 */
public record SentencePlan(int start, int end, List<Piece> pieces) {

    public SentencePlan {
        pieces = List.copyOf(pieces);
    }
}

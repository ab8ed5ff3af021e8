package dev.limelight.pipeline.source;

import java.util.List;

/**
 * What no model reads of a document: pieces of the document as it came in. Positions count UTF-16
 * units. Immutable.
 *
 * @param pieces in order, without overlaps
 * @param share of the document's characters that they are, 0 to 1
 */
public record Withheld(List<Piece> pieces, double share) {

    /** Of a document that is read as it came in. */
    public static final Withheld NOTHING = new Withheld(List.of(), 0);

    /**
     * A piece.
     *
     * @param start where it begins in the document as it came in
     * @param text what stands there
     * @param isWhole whether it is of whole sentences, so that none goes on behind it
     */
    public record Piece(int start, String text, boolean isWhole) {

        /** One past its last unit. */
        public int end() {
            return start + text.length();
        }
    }

    public Withheld {
        pieces = List.copyOf(pieces);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** What is left of a document. */
    public String removedFrom(String source) {
        var rest = new StringBuilder(source.length());
        int reached = 0;
        for (Piece piece : pieces) {
            rest.append(source, reached, piece.start());
            reached = piece.end();
        }
        return rest.append(source, reached, source.length()).toString();
    }

    /** The document of which this is left. */
    String restoredTo(String rest) {
        var source = new StringBuilder();
        int reached = 0;
        for (Piece piece : pieces) {
            int upTo = reached + piece.start() - source.length();
            source.append(rest, reached, upTo).append(piece.text());
            reached = upTo;
        }
        return source.append(rest, reached, rest.length()).toString();
    }
}

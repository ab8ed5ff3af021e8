package dev.limelight.modelserver.tokenizer.sentencepiece;

import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.PieceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The most probable segmentation under a unigram model, by Viterbi's algorithm. Sums are rounded to
 * 32 bits after each piece, as SentencePiece does, and of two segmentations that are then equally
 * good the first found wins: otherwise long rows of dashes are cut elsewhere.
 */
final class UnigramSegmenter implements Segmenter {

    private static final float UNKNOWN_PENALTY = 10;

    private final PieceTrie trie = new PieceTrie();
    private final List<Piece> pieces;
    private final int unknown;
    private final float unknownScore;
    private final float maxScore;

    UnigramSegmenter(SentencePieceModel model) {
        pieces = model.pieces();
        unknown = model.unknown();
        float min = Float.MAX_VALUE;
        float max = -Float.MAX_VALUE;
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            if (piece.type() == PieceType.NORMAL) {
                min = Math.min(min, piece.score());
                max = Math.max(max, piece.score());
            }
            // Unused ones are left out: they are in no segmentation.
            if (piece.type() == PieceType.NORMAL || piece.type() == PieceType.USER_DEFINED) {
                trie.put(piece.text().getBytes(StandardCharsets.UTF_8), id);
            }
        }
        unknownScore = min - UNKNOWN_PENALTY;
        maxScore = max;
    }

    @Override
    public List<Segment> segment(byte[] text) {
        Lattice lattice = new Lattice(text.length);
        for (int at = 0; at < text.length; ) {
            int next = at + Math.min(Utf8.length(text[at]), text.length - at);
            if (!addPieces(lattice, text, at, next)) {
                lattice.offer(at, next, unknown, unknownScore + lattice.scores[at]);
            }
            at = next;
        }
        return lattice.best();
    }

    /** Whether a piece of exactly one character begins here. */
    private boolean addPieces(Lattice lattice, byte[] text, int at, int next) {
        boolean single = false;
        int node = PieceTrie.ROOT;
        for (int end = at; end < text.length; ) {
            node = trie.child(node, text[end++]);
            if (node == PieceTrie.NONE) {
                break;
            }
            int id = trie.value(node);
            if (id != PieceTrie.NONE) {
                lattice.offer(at, end, id, score(id, end - at) + lattice.scores[at]);
                single |= end == next;
            }
        }
        return single;
    }

    /** What the user defined is always chosen. */
    private float score(int id, int length) {
        Piece piece = pieces.get(id);
        return piece.type() == PieceType.USER_DEFINED
                ? (float) (length * maxScore - 0.1)
                : piece.score();
    }

    /** The best way to each position. */
    private static final class Lattice {

        private final float[] scores;
        private final int[] starts;
        private final int[] ids;

        private Lattice(int length) {
            scores = new float[length + 1];
            starts = new int[length + 1];
            ids = new int[length + 1];
            Arrays.fill(starts, -1);
        }

        private void offer(int start, int end, int id, float score) {
            if (starts[end] < 0 || score > scores[end]) {
                scores[end] = score;
                starts[end] = start;
                ids[end] = id;
            }
        }

        private List<Segment> best() {
            List<Segment> segments = new ArrayList<>();
            for (int end = starts.length - 1; end > 0; end = starts[end]) {
                segments.add(new Segment(ids[end], starts[end], end));
            }
            Collections.reverse(segments);
            return segments;
        }
    }
}

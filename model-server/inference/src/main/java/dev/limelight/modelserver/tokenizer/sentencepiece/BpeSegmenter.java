package dev.limelight.modelserver.tokenizer.sentencepiece;

import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.PieceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair encoding: of all neighbours that together are a piece, the pair with the best score is
 * joined first, of equal ones the leftmost. What the user defined is never joined.
 */
final class BpeSegmenter implements Segmenter {

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Piece> pieces;
    private final int unknown;
    private final PieceTrie kept;

    BpeSegmenter(SentencePieceModel model, PieceTrie kept) {
        this.pieces = model.pieces();
        this.unknown = model.unknown();
        this.kept = kept;
        for (int id = 0; id < pieces.size(); id++) {
            PieceType type = pieces.get(id).type();
            if (type == PieceType.NORMAL
                    || type == PieceType.USER_DEFINED
                    || type == PieceType.UNUSED) {
                ids.put(pieces.get(id).text(), id);
            }
        }
    }

    @Override
    public List<Segment> segment(byte[] text) {
        return new Merging(text).run();
    }

    /** Two neighbours that could be joined, and how long they were together. */
    private record Pair(int left, int right, float score, int size) {}

    private static final Comparator<Pair> BEST_FIRST =
            Comparator.<Pair>comparingDouble(pair -> -pair.score).thenComparingInt(Pair::left);

    /** One text. Symbols are known by their first byte, and empty once they were joined. */
    private final class Merging {

        private final byte[] text;
        private final int[] ends;
        private final int[] previous;
        private final boolean[] frozen;
        private final PriorityQueue<Pair> agenda = new PriorityQueue<>(BEST_FIRST);
        private final Map<String, Integer> unused = new HashMap<>();

        private Merging(byte[] text) {
            this.text = text;
            ends = new int[text.length];
            previous = new int[text.length + 1];
            frozen = new boolean[text.length];
        }

        private List<Segment> run() {
            split();
            while (!agenda.isEmpty()) {
                Pair best = agenda.remove();
                boolean stale =
                        ends[best.left] == 0
                                || ends[best.left] != best.right
                                || ends[best.right] - best.left != best.size;
                if (!stale) {
                    merge(best.left, best.right);
                }
            }
            List<Segment> segments = new ArrayList<>();
            for (int at = 0; at < text.length; at = ends[at]) {
                add(segments, at, ends[at]);
            }
            return segments;
        }

        private void split() {
            int before = -1;
            for (int at = 0; at < text.length; at = ends[at]) {
                int own = kept.longest(text, at);
                frozen[at] = own > 0;
                int length = own > 0 ? own : Utf8.length(text[at]);
                ends[at] = Math.min(at + length, text.length);
                previous[at] = before;
                offer(before, at);
                before = at;
            }
        }

        private void merge(int left, int right) {
            ends[left] = ends[right];
            ends[right] = 0;
            int next = ends[left];
            previous[next] = left;
            offer(previous[left], left);
            if (next < text.length) {
                offer(left, next);
            }
        }

        private void offer(int left, int right) {
            if (left < 0 || frozen[left] || frozen[right]) {
                return;
            }
            String joined = text(left, ends[right]);
            Integer id = ids.get(joined);
            if (id != null) {
                Piece piece = pieces.get(id);
                agenda.add(new Pair(left, right, piece.score(), ends[right] - left));
                if (piece.type() == PieceType.UNUSED) {
                    unused.put(joined, right - left);
                }
            }
        }

        /** An unused piece helps to reach longer ones and is taken apart again if it is left. */
        private void add(List<Segment> segments, int start, int end) {
            String piece = text(start, end);
            int id = ids.getOrDefault(piece, unknown);
            Integer cut = pieces.get(id).type() == PieceType.UNUSED ? unused.get(piece) : null;
            if (cut == null) {
                segments.add(new Segment(id, start, end));
            } else {
                add(segments, start, start + cut);
                add(segments, start + cut, end);
            }
        }

        private String text(int start, int end) {
            return new String(text, start, end - start, StandardCharsets.UTF_8);
        }
    }
}

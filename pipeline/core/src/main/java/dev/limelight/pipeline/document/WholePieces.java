package dev.limelight.pipeline.document;

import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.source.Withheld;
import dev.limelight.pipeline.source.Withheld.Piece;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the sentences of what is left of a document where whole sentences were taken out: one that
 * went on behind would, in the document as it came in, have what was taken out inside of it.
 */
final class WholePieces {

    private final SourceText source;
    private final List<Piece> pieces;
    private final List<Sentence> sentences = new ArrayList<>();
    private int next;

    private WholePieces(SourceText source, List<Piece> pieces) {
        this.source = source;
        this.pieces = pieces;
    }

    /**
     * The sentences, none of which has a whole piece inside of it.
     *
     * @param source the document as it came in, with the text that is left
     */
    static List<Sentence> cut(List<Sentence> sentences, SourceText source, Withheld withheld) {
        List<Piece> whole = withheld.pieces().stream().filter(Piece::isWhole).toList();
        if (whole.isEmpty()) {
            return sentences;
        }
        var cutting = new WholePieces(source, whole);
        sentences.forEach(cutting::add);
        return List.copyOf(cutting.sentences);
    }

    private void add(Sentence sentence) {
        int from = sentence.start();
        while (next < pieces.size() && pieces.get(next).end() <= source.start(from)) {
            next++;
        }
        while (next < pieces.size() && pieces.get(next).end() < source.end(sentence.end())) {
            int at = unitBehind(pieces.get(next++), from, sentence.end());
            addPart(sentence, from, at);
            from = at;
        }
        addPart(sentence, from, sentence.end());
    }

    /** The first unit of the text that lies behind a piece. */
    private int unitBehind(Piece piece, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (source.start(middle) >= piece.end()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void addPart(Sentence sentence, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Lines.isSpace(source.text().charAt(from))) {
            from++;
        }
        while (from < to && Lines.isSpace(source.text().charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            int marks = Math.max(from, Math.min(to, sentence.markEnd()));
            sentences.add(new Sentence(from, to, marks, sentence.paragraph(), sentence.kind()));
        }
    }
}

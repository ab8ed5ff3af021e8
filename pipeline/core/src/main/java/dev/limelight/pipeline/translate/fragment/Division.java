package dev.limelight.pipeline.translate.fragment;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.ModelText;
import dev.limelight.pipeline.translate.source.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides pieces that have too many tokens: behind clauses, else words, as {@link Chunker} does.
 * Not thread-safe.
 */
public final class Division {

    private final TokenCounter counter;
    private final Document document;
    private final KeptSpans kept;

    /**
     * Divides the pieces of {@code document}.
     *
     * @param counter counts the tokens of the model that reads them
     * @param kept the spans that are copied
     */
    public Division(TokenCounter counter, Document document, KeptSpans kept) {
        this.counter = counter;
        this.kept = kept;
        this.document = document;
    }

    /**
     * A piece as parts of at most {@code budget} tokens each, or of one character that alone has
     * more; the piece itself where it fits. The parts tile it.
     */
    public List<Piece> within(Piece piece, int budget) {
        if (piece.copied()) {
            return List.of(piece);
        }
        ModelText text = ModelText.of(kept, piece.start(), piece.end());
        if (text.text().isEmpty() || counter.count(text.text()) <= budget) {
            return List.of(piece);
        }
        return cut(piece, text, budget);
    }

    private List<Piece> cut(Piece piece, ModelText text, int budget) {
        List<Piece> parts = new ArrayList<>();
        int start = piece.start();
        for (Chunk chunk : chunks(text.text(), budget)) {
            int cut = chunk.start() == 0 ? start : text.originOfCut(chunk.start());
            if (cut > start) {
                parts.add(new Piece(start, cut, false));
                start = cut;
            }
        }
        parts.add(new Piece(start, piece.end(), false));
        return parts;
    }

    private List<Chunk> chunks(String sentence, int budget) {
        var whole = new Sentence(0, sentence.length(), 0, SentenceKind.PROSE);
        var text = new Text(sentence, List.of(whole), document.language());
        return new Chunker(counter, budget).chunk(text, document.original().source());
    }
}

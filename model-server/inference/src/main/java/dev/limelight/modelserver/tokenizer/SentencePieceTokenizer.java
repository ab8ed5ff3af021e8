package dev.limelight.modelserver.tokenizer;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePiece;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePiece.Cut;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePiece.Part;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SentencePiece with a vocabulary of its own, as transformers has it for Marian and M2M100. Plain
 * Java: no native library, nothing to free.
 *
 * <p>Every string is accepted, a lone surrogate is read as U+FFFD. Spans are UTF-16 positions of
 * the string that was handed in; a space belongs to the word behind it; the bytes of an unknown
 * character share its span.
 */
public final class SentencePieceTokenizer implements SubwordTokenizer {

    private final SentencePiece reader;
    private final SentencePiece writer;
    private final PieceVocabulary vocabulary;
    private final String afterUnknown;
    private volatile boolean closed;

    /**
     * Over two models, which may be the same object.
     *
     * @param reader for {@link #tokens}
     * @param writer for {@link #decode}
     * @param afterUnknown what is written behind the name of the unknown token, which stands for
     *     ids that the vocabulary lacks
     */
    public SentencePieceTokenizer(
            SentencePieceModel reader,
            SentencePieceModel writer,
            PieceVocabulary vocabulary,
            String afterUnknown) {
        this.reader = new SentencePiece(reader);
        this.writer = writer.equals(reader) ? this.reader : new SentencePiece(writer);
        this.vocabulary = vocabulary;
        this.afterUnknown = afterUnknown;
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return cuts(text).stream().map(this::token).toList();
    }

    @Override
    public int count(String text) {
        return cuts(text).size();
    }

    private List<Cut> cuts(String text) {
        checkOpen();
        return reader.encode(CodePoints.wellFormed(text));
    }

    private TokenSpan token(Cut cut) {
        int id = vocabulary.ids().getOrDefault(cut.text(), vocabulary.unknownId());
        return new TokenSpan(id, cut.start(), cut.end(), false);
    }

    @Override
    public DecodedText decode(int[] ids) {
        checkOpen();
        List<Part> parts = new ArrayList<>(ids.length);
        List<String> run = new ArrayList<>();
        for (int id : Arrays.stream(ids).filter(this::writes).toArray()) {
            String piece = vocabulary.pieces().get(id);
            if (piece == null || piece.equals(vocabulary.unknown())) {
                parts.addAll(writer.decode(run));
                run.clear();
                parts.add(new Part(vocabulary.unknown() + afterUnknown, false));
            } else {
                run.add(piece);
            }
        }
        parts.addAll(writer.decode(run));
        return place(ids, parts);
    }

    private boolean writes(int id) {
        return !vocabulary.special().contains(id);
    }

    /** Gives each id the place of its part, in the text without the spaces around it. */
    private DecodedText place(int[] ids, List<Part> parts) {
        StringBuilder written = new StringBuilder();
        parts.forEach(part -> written.append(part.text()));
        String whole = written.toString().replace(SentencePieceModel.SPACE, " ");
        int first = first(whole);
        String text = whole.substring(first, last(whole, first));
        List<TokenSpan> tokens = new ArrayList<>(ids.length);
        int next = 0;
        int at = -first;
        for (int id : ids) {
            boolean special = vocabulary.special().contains(id);
            int end = special ? at : at + characterEnd(parts, next);
            tokens.add(span(id, at, end, text.length(), special));
            at += special ? 0 : parts.get(next++).text().length();
        }
        return new DecodedText(text, tokens);
    }

    /** Length of a part, for a byte that of the character that it belongs to. */
    private static int characterEnd(List<Part> parts, int index) {
        int i = index;
        while (parts.get(i).goesOn()) {
            i++;
        }
        return parts.get(i).text().length();
    }

    private static TokenSpan span(int id, int start, int end, int length, boolean special) {
        int from = Math.min(Math.max(start, 0), length);
        return new TokenSpan(id, from, Math.min(Math.max(end, from), length), special);
    }

    private static int first(String text) {
        int first = 0;
        while (first < text.length() && isSpace(text.charAt(first))) {
            first++;
        }
        return first;
    }

    private static int last(String text, int first) {
        int last = text.length();
        while (last > first && isSpace(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    /** What Python's {@code str.strip} takes away. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    private void checkOpen() {
        if (closed) {
            throw new ModelException(Category.CLOSED, "the tokenizer was closed before this");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

package dev.limelight.modelserver.architecture.text;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.architecture.text.Framing.Frame;
import dev.limelight.modelserver.tokenizer.DecodedText;
import dev.limelight.modelserver.tokenizer.SubwordTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A vocabulary and what is put around texts. Thread-safe; closing it closes the vocabulary. */
public final class FramedTokenizer implements Seq2SeqTokenizer {

    private final SubwordTokenizer words;
    private final Framing framing;
    private final int unknown;
    private final boolean cleansUp;

    /**
     * Takes over {@code words}.
     *
     * @param unknown id of the unknown token; -1 for none
     * @param cleansUp whether decoding takes out spaces before punctuation
     */
    public FramedTokenizer(SubwordTokenizer words, Framing framing, int unknown, boolean cleansUp) {
        this.words = words;
        this.framing = framing;
        this.unknown = unknown;
        this.cleansUp = cleansUp;
    }

    @Override
    public List<TokenSpan> source(String text, @Nullable String source, @Nullable String target) {
        Frame frame = framing.frame(source, target);
        List<TokenSpan> tokens = new ArrayList<>();
        frame.before().forEach(id -> tokens.add(new TokenSpan(id, 0, 0, true)));
        int shift = frame.prompt().length();
        for (TokenSpan token : words.tokens(frame.prompt() + text)) {
            int start = Math.max(0, token.start() - shift);
            int end = Math.max(0, token.end() - shift);
            boolean isPrompt = token.start() < shift && token.end() <= shift;
            tokens.add(new TokenSpan(token.id(), start, end, isPrompt));
        }
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
        frame.after().forEach(id -> tokens.add(new TokenSpan(id, end, end, true)));
        return tokens;
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return words.tokens(text);
    }

    @Override
    public int count(String text) {
        return words.count(text);
    }

    @Override
    public OptionalInt forcedFirst(@Nullable String target) {
        return framing.forcedFirst(target);
    }

    @Override
    public Decoded decode(int[] ids) {
        DecodedText decoded = words.decode(ids);
        DecodedText shown = cleansUp ? decoded.cleanedUp() : decoded;
        return new Decoded(shown.text(), withSpecialStart(shown.tokens()));
    }

    /** The vocabulary may count a language's token as a word; at the start of a text it is none. */
    private List<TokenSpan> withSpecialStart(List<TokenSpan> tokens) {
        List<TokenSpan> marked = new ArrayList<>(tokens);
        for (int i = 0; i < marked.size(); i++) {
            TokenSpan token = marked.get(i);
            if (!token.special() && !framing.isLanguage(token.id())) {
                break;
            }
            marked.set(i, new TokenSpan(token.id(), token.start(), token.end(), true));
        }
        return marked;
    }

    @Override
    public int unknownToken() {
        return unknown;
    }

    @Override
    public List<String> sourceLanguages() {
        return framing.sourceLanguages();
    }

    @Override
    public List<String> targetLanguages() {
        return framing.targetLanguages();
    }

    @Override
    public void close() {
        words.close();
    }
}

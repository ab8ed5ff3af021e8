package dev.limelight.modelserver.architecture.text;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.architecture.text.SourceTemplate.Affixes;
import dev.limelight.modelserver.tokenizer.DecodedText;
import dev.limelight.modelserver.tokenizer.SubwordTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A vocabulary and what is put around texts. Thread-safe; closing it closes the vocabulary. */
public final class TemplateTokenizer implements Seq2SeqTokenizer {

    private final SubwordTokenizer words;
    private final SubwordTokenizer targetWords;
    private final SourceTemplate template;
    private final int unknown;
    private final boolean cleansUp;

    /**
     * Takes over {@code words}.
     *
     * @param unknown id of the unknown token; -1 for none
     * @param cleansUp whether decoding takes out spaces before punctuation
     */
    public TemplateTokenizer(
            SubwordTokenizer words, SourceTemplate template, int unknown, boolean cleansUp) {
        this(words, words, template, unknown, cleansUp);
    }

    /**
     * Takes over {@code words} and {@code targetWords}.
     *
     * @param targetWords reads texts that the model might have written; may be the same object
     */
    public TemplateTokenizer(
            SubwordTokenizer words,
            SubwordTokenizer targetWords,
            SourceTemplate template,
            int unknown,
            boolean cleansUp) {
        this.words = words;
        this.targetWords = targetWords;
        this.template = template;
        this.unknown = unknown;
        this.cleansUp = cleansUp;
    }

    @Override
    public List<TokenSpan> source(String text, @Nullable String source, @Nullable String target) {
        return around(text, template.affixes(source, target), words);
    }

    @Override
    public List<TokenSpan> target(String text, @Nullable String target) {
        return around(text, template.targetAffixes(target), targetWords);
    }

    private static List<TokenSpan> around(String text, Affixes affixes, SubwordTokenizer words) {
        List<TokenSpan> tokens = new ArrayList<>();
        affixes.before().forEach(id -> tokens.add(new TokenSpan(id, 0, 0, true)));
        int shift = affixes.prompt().length();
        for (TokenSpan token : words.tokens(affixes.prompt() + text)) {
            int start = Math.max(0, token.start() - shift);
            int end = Math.max(0, token.end() - shift);
            boolean isPrompt = token.start() < shift && token.end() <= shift;
            tokens.add(new TokenSpan(token.id(), start, end, isPrompt));
        }
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
        affixes.after().forEach(id -> tokens.add(new TokenSpan(id, end, end, true)));
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
        return template.forcedFirst(target);
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
            if (!token.special() && !template.isLanguage(token.id())) {
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
        return template.sourceLanguages();
    }

    @Override
    public List<String> targetLanguages() {
        return template.targetLanguages();
    }

    @Override
    public void close() {
        try {
            words.close();
        } finally {
            targetWords.close();
        }
    }
}

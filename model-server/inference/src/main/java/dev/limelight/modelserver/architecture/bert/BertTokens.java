package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.tokenizer.TextTokenizer;
import java.util.List;

/**
 * The tokens of texts as a BERT-like model reads them, its prefix before each. Owns the tokenizer.
 * Thread-safe.
 *
 * @param prefix what stands before every text; may be empty
 */
record BertTokens(TextTokenizer tokenizer, String prefix) implements AutoCloseable {

    /** Counts the tokens of a text alone. */
    TokenCounter counter() {
        return tokenizer;
    }

    /** The tokens, special ones and the prefix's included, on the text's own positions. */
    List<TokenSpan> framed(String text) {
        return tokenizer.framed(prefix + text).stream()
                .map(this::behindPrefix)
                .map(token -> atWord(text, token))
                .toList();
    }

    /** What the vocabulary calls the tokens of {@link #framed}. */
    List<String> pieces(String text) {
        return tokenizer.pieces(prefix + text);
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /** SentencePiece counts the space before a word to it; a token of nothing else keeps it. */
    private static TokenSpan atWord(String text, TokenSpan token) {
        int at = token.start();
        while (at < token.end() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at == token.start() || at == token.end()
                ? token
                : new TokenSpan(token.id(), at, token.end(), token.special());
    }

    /** On the text's own positions; the tokens of the prefix count as special ones. */
    private TokenSpan behindPrefix(TokenSpan token) {
        if (prefix.isEmpty()) {
            return token;
        }
        int start = Math.max(0, token.start() - prefix.length());
        int end = Math.max(0, token.end() - prefix.length());
        return new TokenSpan(token.id(), start, end, token.special() || end == 0);
    }
}

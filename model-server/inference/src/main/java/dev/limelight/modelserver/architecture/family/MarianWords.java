package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.tokenizer.DecodedText;
import dev.limelight.modelserver.tokenizer.PieceVocabulary;
import dev.limelight.modelserver.tokenizer.SubwordTokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Marian's words: {@code >>deu<<} at the very beginning of a text is one token, as in transformers,
 * also where the vocabulary has none such; then it is the unknown one.
 */
record MarianWords(SubwordTokenizer words, PieceVocabulary vocabulary) implements SubwordTokenizer {

    @Override
    public List<TokenSpan> tokens(String text) {
        int end = text.startsWith(">>") ? text.indexOf("<<") + 2 : 0;
        if (end < 2) {
            return words.tokens(text);
        }
        int id = vocabulary.id(text.substring(0, end)).orElse(vocabulary.unknownId());
        List<TokenSpan> tokens = new ArrayList<>();
        tokens.add(new TokenSpan(id, 0, end, false));
        for (TokenSpan token : words.tokens(text.substring(end))) {
            tokens.add(new TokenSpan(token.id(), token.start() + end, token.end() + end, false));
        }
        return tokens;
    }

    @Override
    public DecodedText decode(int[] ids) {
        return words.decode(ids);
    }

    @Override
    public void close() {
        words.close();
    }
}

package dev.limelight.modelserver.architecture.text;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.tokenizer.DecodedText;
import dev.limelight.modelserver.tokenizer.PieceVocabulary;
import dev.limelight.modelserver.tokenizer.SubwordTokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the names of control tokens in a text as these tokens, as transformers does; what is
 * between them is read by itself.
 *
 * @param words for what is between
 * @param vocabulary with the control tokens
 * @param names finds them, the longest first
 */
public record ControlWords(SubwordTokenizer words, PieceVocabulary vocabulary, Pattern names)
        implements SubwordTokenizer {

    /** {@code words} as it is, unless a bundle's control tokens are to be read. */
    public static SubwordTokenizer around(
            SubwordTokenizer words, PieceVocabulary vocabulary, TokenizerFiles files) {
        String names =
                vocabulary.special().stream()
                        .flatMap(id -> Stream.ofNullable(vocabulary.pieces().get(id)))
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return files.readsControl() && !names.isEmpty()
                ? new ControlWords(words, vocabulary, Pattern.compile(names))
                : words;
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        List<TokenSpan> tokens = new ArrayList<>();
        Matcher found = names.matcher(text);
        int read = 0;
        while (found.find()) {
            add(text, read, found.start(), tokens);
            int id = vocabulary.id(found.group()).orElse(vocabulary.unknownId());
            tokens.add(new TokenSpan(id, found.start(), found.end(), false));
            read = found.end();
        }
        add(text, read, text.length(), tokens);
        return tokens;
    }

    private void add(String text, int from, int to, List<TokenSpan> tokens) {
        if (from < to) {
            for (TokenSpan token : words.tokens(text.substring(from, to))) {
                tokens.add(
                        new TokenSpan(token.id(), token.start() + from, token.end() + from, false));
            }
        }
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

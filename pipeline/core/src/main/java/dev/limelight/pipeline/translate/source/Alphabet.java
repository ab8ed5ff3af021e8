package dev.limelight.pipeline.translate.source;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which characters a model's tokenizer has: those that it neither cuts into bytes, nor calls
 * unknown, nor replaces by others ({@code ²} by {@code 2}). A model gets only such characters,
 * because it writes others wrongly. A character is a grapheme cluster: a letter with its marks. Not
 * thread-safe: one instance a document, which remembers what it was asked.
 */
public final class Alphabet {

    private static final int ASCII = 0x80;

    /** What a tokenizer may write otherwise without harm. */
    private static final UnicodeSet HARMLESS = new UnicodeSet("[…\\p{Z}\\p{Cf}\\p{Cc}]").freeze();

    /** Ligatures and the long s: they are spelt out and mean the same. */
    private static final UnicodeSet SPELT_OUT = new UnicodeSet("[\\uFB00-\\uFB06ſ]").freeze();

    private final TokenCounter tokens;
    private final int unknown;
    private final UnicodeSet own;
    private final Map<String, Boolean> known = new HashMap<>();

    /**
     * The alphabet of a model.
     *
     * @param tokens the source side of its tokenizer
     * @param unknown id of the token for what the vocabulary lacks; -1 for none
     * @param language BCP 47, of the text; its own letters always count as known
     */
    public Alphabet(TokenCounter tokens, int unknown, String language) {
        this.tokens = tokens;
        this.unknown = unknown;
        this.own =
                LocaleData.getExemplarSet(
                                ULocale.forLanguageTag(language), UnicodeSet.CASE_INSENSITIVE)
                        .freeze();
    }

    /** Whether the model knows a character. */
    boolean has(String character) {
        return isPlain(character) || known.computeIfAbsent(character, this::isKnown);
    }

    private boolean isPlain(String character) {
        return (character.length() == 1 && character.charAt(0) < ASCII)
                || HARMLESS.contains(character.codePointAt(0))
                || own.containsAll(character);
    }

    private boolean isKnown(String character) {
        List<TokenSpan> found = tokens.tokens(character);
        return found.stream().noneMatch(token -> token.id() == unknown)
                && !isInBytes(found)
                && !isReplaced(character, found);
    }

    /** The bytes of one character share its span. */
    private static boolean isInBytes(List<TokenSpan> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            TokenSpan token = tokens.get(i);
            TokenSpan before = tokens.get(i - 1);
            if (token.end() > token.start()
                    && token.start() == before.start()
                    && token.end() == before.end()) {
                return true;
            }
        }
        return false;
    }

    private boolean isReplaced(String character, List<TokenSpan> found) {
        String replaced = Normalizer2.getNFKCInstance().normalize(character);
        boolean same =
                replaced.equals(Normalizer2.getNFCInstance().normalize(character))
                        || SPELT_OUT.contains(character.codePointAt(0));
        return !same && ids(found).equals(ids(tokens.tokens(replaced)));
    }

    private static List<Integer> ids(List<TokenSpan> tokens) {
        return tokens.stream().map(TokenSpan::id).toList();
    }

    /** Whether words of its script have no spaces between them. */
    static boolean isUnspaced(int codePoint) {
        return switch (UScript.getScript(codePoint)) {
            case UScript.HAN,
                    UScript.HIRAGANA,
                    UScript.KATAKANA,
                    UScript.THAI,
                    UScript.LAO,
                    UScript.KHMER,
                    UScript.MYANMAR ->
                    true;
            default -> false;
        };
    }
}

package dev.limelight.pipeline.translate.signals;

import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Finds names of a source that its translation lacks. A name is a word that must be copied: one
 * with capitals or digits inside, three or more capitals, or, but in German, where all nouns have
 * one, a capital at its beginning inside a sentence, of at least three tokens. Names that the model
 * has in its vocabulary are left out, because those have translations ({@code Germany}). Stateless.
 */
public final class Names {

    private static final int RARE_TOKENS = 3;
    private static final int LEAST = 3;
    private static final int LEAST_STEM = 4;
    private static final int ENDING = 2;

    private Names() {}

    /**
     * The number of names that the target lacks.
     *
     * @param language BCP 47, of the source
     * @param tokens how many tokens the model's tokenizer makes of a word
     */
    public static int missing(
            String source, String language, String target, ToIntFunction<String> tokens) {
        NavigableSet<String> written = words(target.toLowerCase(Locale.ROOT));
        return (int)
                in(source, language, tokens).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .filter(name -> !has(written, name))
                        .count();
    }

    /** The names in a text. */
    static List<String> in(String text, String language, ToIntFunction<String> tokens) {
        boolean nouns = ULocale.forLanguageTag(language).getLanguage().equals("de");
        boolean loud = text.equals(text.toUpperCase(Locale.ROOT));
        List<String> names = new ArrayList<>();
        for (Span span : Words.of(text)) {
            String word = text.substring(span.start(), span.end()).replaceFirst("['’]s$", "");
            boolean capital = Character.isUpperCase(word.codePointAt(0));
            boolean rare = capital && !nouns && !opens(text, span.start());
            if (!loud && (isMarked(word) || (rare && tokens.applyAsInt(word) >= RARE_TOKENS))) {
                names.add(word);
            }
        }
        return names;
    }

    /** Whether a word has a capital or, beside letters, a digit behind its first character. */
    private static boolean isMarked(String word) {
        String rest = word.substring(word.offsetByCodePoints(0, 1));
        boolean capital = rest.codePoints().anyMatch(Character::isUpperCase);
        boolean digit =
                Character.isUpperCase(word.codePointAt(0))
                        && rest.codePoints().anyMatch(Character::isDigit);
        return word.length() >= LEAST && (capital || digit);
    }

    /** Whether a sentence or a quotation begins here. */
    private static boolean opens(String text, int at) {
        int before = at - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before < 0 || ".!?:\"“„»«‘'(-–—*#_".indexOf(text.charAt(before)) >= 0;
    }

    /** Whether a word differs by an ending at most: {@code Meyers}, {@code Obama's}. */
    private static boolean has(NavigableSet<String> words, String name) {
        String longer = words.ceiling(name);
        if (longer != null && longer.startsWith(name)) {
            return true;
        }
        return IntStream.rangeClosed(Math.max(LEAST_STEM, name.length() - ENDING), name.length())
                .anyMatch(length -> words.contains(name.substring(0, length)));
    }

    private static NavigableSet<String> words(String text) {
        NavigableSet<String> words = new TreeSet<>();
        Words.of(text).forEach(span -> words.add(text.substring(span.start(), span.end())));
        return words;
    }
}

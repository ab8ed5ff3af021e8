package dev.limelight.pipeline.text.script;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the words of a text: Unicode TR 29 by ICU4J, without white space and punctuation.
 * Stateless.
 */
public final class Words {

    private static final int MOST_WORD = 64;

    private Words() {}

    /**
     * How many words {@code [start, end)} has, counted up to {@code limit}: stretches between white
     * space, and in scripts without spaces the words of ICU's dictionary.
     */
    public static int count(String text, int start, int end, int limit) {
        int words = 0;
        boolean inWord = false;
        for (int at = start; at < end && words < limit; at++) {
            if (Spacing.isWithout(text.charAt(at))) {
                return words + Math.min(limit - words, counted(text, at, end, limit - words));
            }
            boolean space = UCharacter.isUWhiteSpace(text.charAt(at));
            words += !space && !inWord ? 1 : 0;
            inWord = !space;
        }
        return words;
    }

    private static int counted(String text, int start, int end, int limit) {
        int most = Math.min(end, start + limit * MOST_WORD);
        return (int) of(text.substring(start, most)).stream().limit(limit).count();
    }

    /** One past the word that begins at {@code start}, above it and at most {@code limit}. */
    public static int end(String text, int start, int limit) {
        BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
        words.setText(text.substring(start, Math.min(limit, start + MOST_WORD)));
        return start + Math.max(1, words.next());
    }

    /** The words in order; none where the text has none. */
    public static List<Span> of(String text) {
        BreakIterator words = BreakIterator.getWordInstance(ULocale.ROOT);
        words.setText(text);
        List<Span> spans = new ArrayList<>();
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
            if (words.getRuleStatus() >= BreakIterator.WORD_NUMBER) {
                spans.add(new Span(start, end));
            }
        }
        return spans;
    }

    /**
     * The words of a sentence, on the text's positions. A sentence without any word counts as one
     * word, so that its share has a place.
     *
     * @param start first UTF-16 unit of the sentence in the text
     * @param end one past the last
     */
    public static List<Span> ofSentence(String text, int start, int end) {
        List<Span> words =
                of(text.substring(start, end)).stream()
                        .map(word -> new Span(start + word.start(), start + word.end()))
                        .toList();
        return words.isEmpty() ? List.of(new Span(start, end)) : words;
    }
}

package dev.limelight.pipeline.attribution;

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

    private Words() {}

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

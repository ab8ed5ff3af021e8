package dev.limelight.pipeline.translate.align;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.translate.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds the words of a text: Unicode TR 29 by ICU4J, without white space and punctuation. */
public final class WordSpans {

    private WordSpans() {}

    /** The words in order. */
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
}

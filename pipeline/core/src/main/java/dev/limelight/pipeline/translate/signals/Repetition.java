package dev.limelight.pipeline.translate.signals;

import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds loops: output in which a model repeats itself. Stateless. */
public final class Repetition {

    private static final int GRAM = 4;

    private Repetition() {}

    /**
     * How often the target has its most frequent run of four words more than the source has its
     * own; 0 where no more often.
     */
    public static int excess(String source, String target) {
        return Math.max(0, top(target) - top(source));
    }

    /** How often the most frequent run of four words is there; at least 1. */
    static int top(String text) {
        List<String> words = new ArrayList<>();
        for (Span span : Words.of(text)) {
            words.add(text.substring(span.start(), span.end()).toLowerCase(Locale.ROOT));
        }
        Map<List<String>, Integer> counts = new HashMap<>();
        int top = 1;
        for (int i = 0; i + GRAM <= words.size(); i++) {
            top = Math.max(top, counts.merge(words.subList(i, i + GRAM), 1, Integer::sum));
        }
        return top;
    }
}

package dev.limelight.pipeline.score;

import dev.limelight.pipeline.attribution.SpanLink;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Word alignments in the form that aligners exchange, named after the decoder Pharaoh: {@code 0-0
 * 1-2}, source and target, words by white space and counted from 0. Stateless.
 */
public final class Pharaoh {

    private static final Comparator<SpanLink> ORDER =
            Comparator.comparingInt(SpanLink::source).thenComparingInt(SpanLink::target);

    private Pharaoh() {}

    /** The links of a pair; empty where the model shows none. */
    public static String line(ScoredPair pair) {
        return pair.attention(words(pair.source()), words(pair.target())).alignment().stream()
                .sorted(ORDER)
                .map(link -> link.source() + "-" + link.target())
                .collect(Collectors.joining(" "));
    }

    /** The words of a text: what stands between white space. */
    public static List<Span> words(String text) {
        List<Span> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean isSpace = i == text.length() || Lines.isSpace(text.charAt(i));
            if (isSpace && start >= 0) {
                words.add(new Span(start, i));
            }
            start = isSpace ? -1 : start < 0 ? i : start;
        }
        return words;
    }
}

package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.translate.align.WordSpans;
import dev.limelight.pipeline.translate.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Translates a document that is in the target language already: its own text, word for word, under
 * the flag {@link Translation#SAME_LANGUAGE}. No model reads it, and its words have equal shares.
 */
public final class SameLanguage {

    /** What such a translation says for its model. */
    public static final ModelRef NO_MODEL = new ModelRef("none", "none");

    private SameLanguage() {}

    /**
     * The translation.
     *
     * @param target BCP 47, of the document's language
     */
    public static Translation translate(Document document, String target) {
        List<Segment> segments =
                document.sentences().stream().map(s -> segment(document, s)).toList();
        List<ScoredWord> words = words(document);
        double[] scores = new double[segments.size()];
        int sentence = 0;
        for (ScoredWord word : words) {
            while (word.start() >= segments.get(sentence).end()) {
                sentence++;
            }
            scores[sentence] += word.score();
        }
        return PageTranslation.of(
                new Translation(
                        document,
                        target,
                        document.text(),
                        segments,
                        scores,
                        words,
                        1,
                        NO_MODEL,
                        Map.of(),
                        flags(document),
                        0,
                        0));
    }

    private static Segment segment(Document document, Sentence sentence) {
        String text = document.text().substring(sentence.start(), sentence.end());
        List<Link> links =
                WordSpans.of(text).stream().map(word -> link(word, sentence.start())).toList();
        return new Segment(
                sentence.start(),
                sentence.end(),
                text,
                0,
                links,
                List.of(Translation.SAME_LANGUAGE));
    }

    private static Link link(Span word, int at) {
        return new Link(at + word.start(), at + word.end(), word.start(), word.end(), 1);
    }

    /** A sentence without any word counts as one. */
    private static List<ScoredWord> words(Document document) {
        List<Span> spans = new ArrayList<>();
        for (Sentence sentence : document.sentences()) {
            int at = sentence.start();
            List<Span> own = WordSpans.of(document.text().substring(at, sentence.end()));
            own.forEach(word -> spans.add(new Span(at + word.start(), at + word.end())));
            if (own.isEmpty()) {
                spans.add(new Span(at, sentence.end()));
            }
        }
        double share = 1.0 / spans.size();
        return spans.stream().map(word -> new ScoredWord(word.start(), word.end(), share)).toList();
    }

    private static List<String> flags(Document document) {
        List<String> flags = new ArrayList<>(document.flags());
        flags.add(Translation.SAME_LANGUAGE);
        return List.copyOf(flags);
    }
}

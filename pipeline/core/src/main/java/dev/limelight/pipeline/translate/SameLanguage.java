package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.attribution.Shares;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.fragment.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Translates a document that is in the target language already: its own text, word for word, under
 * the flag {@link Flag#SAME_LANGUAGE}. No model reads it, and its words have equal shares.
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
        return MarkupTranslation.of(
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
                Words.of(text).stream().map(word -> link(word, sentence.start())).toList();
        return new Segment(
                sentence.start(), sentence.end(), text, 0, links, List.of(Flag.SAME_LANGUAGE));
    }

    private static Link link(Span word, int at) {
        return new Link(at + word.start(), at + word.end(), word.start(), word.end(), 1);
    }

    private static List<ScoredWord> words(Document document) {
        List<Span> spans =
                document.sentences().stream()
                        .flatMap(
                                s -> Words.ofSentence(document.text(), s.start(), s.end()).stream())
                        .toList();
        double[] shares = Shares.of(new double[spans.size()]);
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new ScoredWord(spans.get(i).start(), spans.get(i).end(), shares[i]))
                .toList();
    }

    private static List<Flag> flags(Document document) {
        List<Flag> flags = new ArrayList<>(document.flags());
        flags.add(Flag.SAME_LANGUAGE);
        return List.copyOf(flags);
    }
}

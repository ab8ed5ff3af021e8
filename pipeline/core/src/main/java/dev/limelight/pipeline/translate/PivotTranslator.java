package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates documents through a third language, sentence by sentence: what stands for a sentence
 * in the third language is one sentence to the second model. Thread-safe.
 */
public final class PivotTranslator {

    private final DocumentTranslator first;
    private final String pivot;
    private final DocumentTranslator second;

    /**
     * Through a language.
     *
     * @param first into it
     * @param pivot BCP 47
     * @param second out of it
     */
    public PivotTranslator(DocumentTranslator first, String pivot, DocumentTranslator second) {
        this.first = first;
        this.pivot = pivot;
        this.second = second;
    }

    /** Translates a document, as {@link DocumentTranslator#translate(Document, String)} does. */
    public Translation translate(Document document, String target) {
        Translation into = first.text(document, pivot, done -> {});
        var between = new Between(into);
        Translation out = second.text(between.document(pivot), target, done -> {});
        return PageTranslation.of(new PivotChain(into, out, between.segments(), target).joined());
    }

    /** What the second model gets: what the first wrote, without the sentences that it left out. */
    private static final class Between {

        private final Translation into;
        private final List<Sentence> sentences = new ArrayList<>();
        private final List<Integer> segments = new ArrayList<>();

        Between(Translation into) {
            this.into = into;
            int at = 0;
            int reached = 0;
            for (int i = 0; i < into.segments().size(); i++) {
                Segment segment = into.segments().get(i);
                Sentence sentence = into.document().sentences().get(i);
                at += segment.start() - reached;
                int end = at + segment.text().length();
                if (!segment.text().isBlank()) {
                    sentences.add(new Sentence(at, end, sentence.paragraph(), sentence.kind()));
                    segments.add(i);
                }
                at = end;
                reached = segment.end();
            }
        }

        /** For each of its sentences, which segment it is. */
        List<Integer> segments() {
            return segments;
        }

        Document document(String language) {
            Document document = into.document();
            return new Document(
                    document.original(),
                    document.id(),
                    into.text(),
                    language,
                    sentences,
                    document.tasks(),
                    document.targets(),
                    document.metadata(),
                    List.of());
        }
    }
}

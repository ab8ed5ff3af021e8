package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import dev.limelight.pipeline.translate.fragment.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Translates documents through a third language, sentence by sentence: the first model's
 * translation of a sentence is one sentence to the second model. Thread-safe.
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

    /**
     * Translates a document, as {@link DocumentTranslator#translate(Document, String, IntConsumer)}
     * does; a sentence is half done when it is in the third language. Others are those of the
     * second model.
     */
    Translations translations(Document document, String target, IntConsumer progress) {
        int sentences = document.sentences().size();
        Translation into = first.text(document, pivot, done -> progress.accept(done / 2));
        var between = new Between(into);
        Translations out =
                second.texts(
                        between.document(pivot),
                        target,
                        done -> progress.accept((sentences + done) / 2));
        progress.accept(sentences);
        UnaryOperator<Translation> joined =
                last ->
                        MarkupTranslation.of(
                                new PivotChain(into, last, between.segments(), target).joined());
        return new Translations(
                joined.apply(out.best()),
                out.others().stream()
                        .map(
                                other ->
                                        new OtherTranslation(
                                                joined.apply(other.translation()),
                                                between.spread(other.splits())))
                        .toList());
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
                    int marks = at + marks(sentence, segment);
                    sentences.add(
                            new Sentence(at, end, marks, sentence.paragraph(), sentence.kind()));
                    segments.add(i);
                }
                at = end;
                reached = segment.end();
            }
        }

        /** Units of the marks before a sentence, which the first model got not to see. */
        private int marks(Sentence sentence, Segment segment) {
            String source = into.document().text();
            int length = sentence.markEnd() - sentence.start();
            return segment.text().regionMatches(0, source, sentence.start(), length) ? length : 0;
        }

        /** For each of its sentences, which segment it is. */
        List<Integer> segments() {
            return segments;
        }

        /** What belongs to its sentences, with nothing for those that were left out. */
        List<@Nullable Split> spread(List<@Nullable Split> splits) {
            List<@Nullable Split> all =
                    new ArrayList<>(Collections.nCopies(into.segments().size(), null));
            for (int i = 0; i < splits.size(); i++) {
                all.set(segments.get(i), splits.get(i));
            }
            return all;
        }

        Document document(String language) {
            return into.document().with(new Text(into.text(), sentences, language));
        }
    }
}

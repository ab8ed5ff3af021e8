package dev.limelight.pipeline.sink;

import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummarySentence;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.summarize.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * The sentences and words of a document with their shares, in code points of the original document.
 * Not thread-safe.
 */
final class DocumentSpans {

    private final Document document;
    private final SourcePositions points;

    /** Takes the document apart, so that all spans of a result come from one of these. */
    DocumentSpans(Document document) {
        this.document = document;
        this.points = new SourcePositions(document.source());
    }

    /**
     * All sentences.
     *
     * @param scores one a sentence
     */
    List<ScoredSpan> sentences(double[] scores) {
        var spans = new ArrayList<ScoredSpan>();
        for (int i = 0; i < scores.length; i++) {
            Sentence sentence = document.sentences().get(i);
            spans.add(points.span(sentence.start(), sentence.end(), scores[i]));
        }
        return spans;
    }

    /** All words, their shares rounded. */
    List<ScoredSpan> words(List<ScoredWord> words) {
        return Shares.rounded(words).stream()
                .map(word -> points.span(word.start(), word.end(), word.score()))
                .toList();
    }

    /**
     * What a summary takes of the document's sentences.
     *
     * @param scores one for each sentence of the document
     */
    List<SummarySentence> excerpts(List<Excerpt> excerpts, double[] scores) {
        return excerpts.stream()
                .map(
                        excerpt ->
                                new SummarySentence(
                                        points.start(excerpt.start()),
                                        points.end(excerpt.end()),
                                        points.slice(excerpt.start(), excerpt.end()),
                                        scores[excerpt.sentence()]))
                .toList();
    }
}

package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.ScoredWord;
import java.util.List;
import java.util.Map;

/**
 * A translated document.
 *
 * @param document the document; of a page of HTML, its text is the page
 * @param target BCP 47 of the language that it is in
 * @param text the whole translation: the segments with what is between the sentences, white space
 *     or markup
 * @param segments one for each sentence of the document
 * @param scores the share of its attention that the model gave to each sentence; >= 0, sum 1
 * @param words all words of the document with their shares, which add up to their sentence's
 * @param coverage share of the document's characters that the model read; what was copied because
 *     it has no words counts as read, code and addresses do not
 * @param model which weights
 * @param quality figures on the translation
 * @param flags those of the document and of all segments, each once
 * @param queuedMs the longest that one of its requests waited
 * @param inferenceMs time in the model, summed over its requests
 */
public record Translation(
        Document document,
        String target,
        String text,
        List<Segment> segments,
        double[] scores,
        List<ScoredWord> words,
        double coverage,
        ModelRef model,
        Map<Metric, Double> quality,
        List<Flag> flags,
        double queuedMs,
        double inferenceMs) {

    /** The name of the method by which {@code scores} and {@code words} are found. */
    public String method() {
        return isItself() ? "uniform" : "cross-attention";
    }

    /** Whether it is the document's own text, which no model read. */
    public boolean isItself() {
        return flags.contains(Flag.SAME_LANGUAGE);
    }
}

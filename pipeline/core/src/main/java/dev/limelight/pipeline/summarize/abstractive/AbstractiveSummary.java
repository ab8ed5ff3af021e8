package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.summarize.Excerpt;
import dev.limelight.pipeline.summarize.SummaryResult;
import java.util.List;
import java.util.Map;

/**
 * An abstractive summary: a text that a model has written.
 *
 * @param document the document
 * @param text the summary
 * @param chosen indices of the document's sentences that it stands on most, ascending
 * @param scores the share of the summary that stands on each sentence of the document; >= 0, sum 1
 * @param words all words of the document with their shares, which add up to their sentence's
 * @param chunks how many excerpts the model read the document in
 * @param coverage share of the document's characters that the model read
 * @param model which weights
 * @param quality figures on the summary
 * @param flags those of the document and of all requests, each once
 * @param queuedMs the longest that one of its requests waited
 * @param inferenceMs time in the model, summed over its requests
 */
public record AbstractiveSummary(
        Document document,
        String text,
        List<Integer> chosen,
        double[] scores,
        List<ScoredWord> words,
        int chunks,
        double coverage,
        ModelRef model,
        Map<Metric, Double> quality,
        List<Flag> flags,
        double queuedMs,
        double inferenceMs)
        implements SummaryResult {

    /** The name of the method by which {@code scores} and {@code words} are found. */
    public static final String METHOD = "cross-attention";

    @Override
    public String form() {
        return "abstractive";
    }

    @Override
    public String method() {
        return METHOD;
    }

    /** The chosen sentences, each as a whole. */
    @Override
    public List<Excerpt> excerpts() {
        return chosen.stream().map(this::whole).toList();
    }

    private Excerpt whole(int index) {
        Sentence sentence = document.sentences().get(index);
        return new Excerpt(index, sentence.start(), sentence.end());
    }
}

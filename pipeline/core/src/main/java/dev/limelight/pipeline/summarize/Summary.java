package dev.limelight.pipeline.summarize;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.ScoredWord;
import java.util.List;
import java.util.Map;

/**
 * A summary made of a document's own sentences.
 *
 * @param salience the document and the scores of its sentences and words
 * @param excerpts what it takes of the chosen sentences, in the order of the document
 * @param text the excerpts as one text, each in one line
 * @param coverage share of the document's characters that the model read
 * @param quality figures on the summary
 * @param flags what a reader must know
 */
public record Summary(
        Salience salience,
        List<Excerpt> excerpts,
        String text,
        double coverage,
        Map<Metric, Double> quality,
        List<Flag> flags)
        implements SummaryResult {

    /** Numbers of the chosen sentences, ascending. */
    public List<Integer> chosen() {
        return excerpts.stream().map(Excerpt::sentence).toList();
    }

    @Override
    public String form() {
        return "extractive";
    }

    @Override
    public Document document() {
        return salience.assembled().document();
    }

    @Override
    public String method() {
        return salience.method();
    }

    @Override
    public double[] scores() {
        return salience.scores();
    }

    @Override
    public List<ScoredWord> words() {
        return salience.words();
    }

    @Override
    public int chunks() {
        return results().size();
    }

    @Override
    public ModelRef model() {
        return results().get(0).model();
    }

    @Override
    public double queuedMs() {
        return results().stream().mapToDouble(ChunkResult::queuedMs).max().orElse(0);
    }

    @Override
    public double inferenceMs() {
        return results().stream().mapToDouble(ChunkResult::inferenceMs).sum();
    }

    private List<ChunkResult> results() {
        return salience.assembled().results();
    }
}

package dev.limelight.pipeline.summarize;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.ScoredWord;
import java.util.List;
import java.util.Map;

/** A summary of a document and the salience of its sentences and words, however it was made. */
public interface SummaryResult {

    /** How it was made, as the record names it: {@code extractive} or {@code abstractive}. */
    String form();

    /** The document. */
    Document document();

    /** The summary. */
    String text();

    /**
     * What it takes of, or stands on in, the document's sentences, in the order of the document.
     */
    List<Excerpt> excerpts();

    /** The name of the method by which {@link #scores} and {@link #words} are found. */
    String method();

    /** One for each sentence of the document; >= 0, sum 1. */
    double[] scores();

    /** All words of the document with their shares. */
    List<ScoredWord> words();

    /** In how many parts the model read the document. */
    int chunks();

    /** The share of the document's characters that the model read. */
    double coverage();

    /** Which weights. */
    ModelRef model();

    /** Figures on the summary. */
    Map<Metric, Double> quality();

    /** What a reader must know. */
    List<Flag> flags();

    /** The longest that a part waited for the model, in milliseconds. */
    double queuedMs();

    /** Time in the model, in milliseconds, summed. */
    double inferenceMs();
}

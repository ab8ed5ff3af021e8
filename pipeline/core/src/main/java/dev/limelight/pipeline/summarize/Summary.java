package dev.limelight.pipeline.summarize;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.pipeline.salience.Salience;
import java.util.List;
import java.util.Map;

/**
 * A summary made of a document's own sentences.
 *
 * @param salience the document and the scores of its sentences and words
 * @param pieces what it takes of the chosen sentences, in the order of the document
 * @param text the pieces as one text, each in one line
 * @param coverage share of the document's characters that the model read
 * @param quality figures on the summary
 * @param flags what a reader must know
 */
public record Summary(
        Salience salience,
        List<Piece> pieces,
        String text,
        double coverage,
        Map<Metric, Double> quality,
        List<Flag> flags) {

    /** Numbers of the chosen sentences, ascending. */
    public List<Integer> chosen() {
        return pieces.stream().map(Piece::sentence).toList();
    }
}

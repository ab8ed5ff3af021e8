package dev.limelight.pipeline.summarize;

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
 * @param quality figures on the summary by name
 * @param flags what a reader must know
 */
public record Summary(
        Salience salience,
        List<Piece> pieces,
        String text,
        double coverage,
        Map<String, Double> quality,
        List<String> flags) {

    /** Flag: a sentence was too much of the document to be taken whole; it ends behind a clause. */
    public static final String SENTENCE_CUT = "sentence-cut";

    /** Flag: all of the document's sentences were chosen, so it is not shorter than that. */
    public static final String WHOLE_DOCUMENT = "whole-document";

    /** Numbers of the chosen sentences, ascending. */
    public List<Integer> chosen() {
        return pieces.stream().map(Piece::sentence).toList();
    }
}

package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.salience.Salience;
import java.util.List;
import java.util.Map;

/**
 * A summary made of a document's own sentences.
 *
 * @param salience the document and where the light fell on it
 * @param chosen indices of the chosen sentences, ascending
 * @param text the chosen sentences as one text
 * @param coverage share of the document's characters that the model read
 * @param quality figures on the summary by name
 * @param flags what a reader must know
 */
public record Summary(
        Salience salience,
        List<Integer> chosen,
        String text,
        double coverage,
        Map<String, Double> quality,
        List<String> flags) {}

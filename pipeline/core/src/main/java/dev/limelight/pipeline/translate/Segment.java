package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.translate.fragment.Link;
import java.util.List;

/**
 * The translation of one sentence.
 *
 * @param start first UTF-16 unit of the sentence in the document's text
 * @param end one past the last
 * @param text its translation
 * @param logProbability mean log-probability of a token; 0 where all is copied
 * @param links which words stand for which, in the order of the target
 * @param flags what a reader must know
 */
public record Segment(
        int start,
        int end,
        String text,
        double logProbability,
        List<Link> links,
        List<Flag> flags) {}

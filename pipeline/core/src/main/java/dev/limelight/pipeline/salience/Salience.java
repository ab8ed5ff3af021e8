package dev.limelight.pipeline.salience;

import dev.limelight.pipeline.assemble.Assembled;
import java.util.List;

/**
 * The salience of a document: the shares of its sentences and words in its attention.
 *
 * @param assembled the document and its readings
 * @param method the salience method's name
 * @param scores a share for each sentence of the document; >= 0, sum 1
 * @param words all words in order with their shares, which add up to their sentence's
 */
public record Salience(
        Assembled assembled, String method, double[] scores, List<ScoredWord> words) {}

package dev.limelight.pipeline.score;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.ModelRef;
import java.util.List;
import java.util.Map;

/**
 * A given translation as a model reads it.
 *
 * @param source BCP 47, {@code und} where nobody knows
 * @param target likewise
 * @param logProbability mean natural-log probability of a target token, end of sentence included
 * @param tokens of the target as the model reads it, special ones included
 * @param alignment the aligned words, in the order of the target
 * @param quality figures by name, as in a translation
 * @param flags what they raise, likewise
 * @param model which weights
 */
public record ScoreRecord(
        String source,
        String target,
        double logProbability,
        List<ScoredToken> tokens,
        List<AlignmentLink> alignment,
        Map<String, Double> quality,
        List<String> flags,
        ModelRef model) {

    /**
     * A token of the target.
     *
     * @param id in the model's vocabulary
     * @param start code points of the target
     * @param end code points of the target; equal to {@code start} for a special token
     * @param logProbability natural log of its probability under the model's raw softmax
     */
    public record ScoredToken(int id, int start, int end, double logProbability) {}
}

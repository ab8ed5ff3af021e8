package dev.limelight.pipeline.explain;

import dev.limelight.connectors.record.ModelRef;
import java.util.List;

/**
 * How a model translates one sentence.
 *
 * @param source the sentence
 * @param text its best translation
 * @param sourceTokens what the encoder reads, special ones included
 * @param steps one for each token that was written, end of sentence included
 * @param beams all that the beams held, as a tree
 * @param layer of the cross-attention, from 0; -1 where the model shows none
 * @param head from 0; -1 for the mean over heads
 * @param attention {@code [step][source token]}, rows sum to 1
 */
public record TranslationExplanation(
        ModelRef model,
        String source,
        String text,
        List<ExplainedToken> sourceTokens,
        List<Step> steps,
        BeamTree beams,
        int layer,
        int head,
        List<float[]> attention) {

    /** A step in which the chosen token has less is one in which the model hesitated. */
    private static final double SURE = 0.5;

    public TranslationExplanation {
        sourceTokens = List.copyOf(sourceTokens);
        steps = List.copyOf(steps);
        attention = List.copyOf(attention);
    }

    /**
     * A prediction.
     *
     * @param id of the token that was chosen
     * @param text of it; empty for the end of the sentence
     * @param probability of it
     * @param entropy of all tokens, in nats
     * @param hesitated whether the probability is below one half
     * @param candidates the likeliest tokens, best first
     */
    public record Step(
            int id,
            String text,
            double probability,
            double entropy,
            boolean hesitated,
            List<Candidate> candidates) {

        static Step of(
                int id, String text, double probability, double entropy, List<Candidate> top) {
            return new Step(id, text, probability, entropy, probability < SURE, top);
        }
    }

    /** A token that could come next; its text is empty for the end of the sentence. */
    public record Candidate(int id, String text, double probability) {}
}

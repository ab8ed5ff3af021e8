package dev.limelight.pipeline.teach;

import java.util.List;

/**
 * What the model expects behind some tokens.
 *
 * @param candidates the likeliest tokens, best first
 * @param entropy of all tokens' probabilities, in nats; 0 for certainty
 * @param attention of the last token to those before and itself, {@code [source]}: the mean over
 *     the heads of the last layer, sum 1
 */
public record Prediction(List<Candidate> candidates, double entropy, List<Double> attention) {

    public Prediction {
        candidates = List.copyOf(candidates);
        attention = List.copyOf(attention);
    }

    /** The likeliest token. */
    public Candidate best() {
        return candidates.get(0);
    }
}

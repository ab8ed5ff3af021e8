package dev.limelight.pipeline.salience;

import dev.limelight.modelserver.api.AttentionTap;
import java.util.List;

/**
 * A way to turn readings into scores.
 *
 * @param name as in the configuration and the salience record
 * @param about one line for people
 * @param taps the attention that it needs from the model
 * @param rollout whether it needs their product too
 * @param isAttention whether it reads the document at all; the baselines do not, and get no prior
 * @param scorer the scores
 */
public record SalienceMethod(
        String name,
        String about,
        List<AttentionTap> taps,
        boolean rollout,
        boolean isAttention,
        Scorer scorer) {

    /** Computes scores. Thread-safe; the same features give the same scores. */
    @FunctionalInterface
    public interface Scorer {
        /** One finite score a sentence, {@code [n]}; higher is more salient, the scale is free. */
        double[] score(SentenceFeatures features);
    }
}

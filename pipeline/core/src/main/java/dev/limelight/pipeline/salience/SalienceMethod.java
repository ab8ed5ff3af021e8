package dev.limelight.pipeline.salience;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** Whether all but the scorers are equal: those are functions, which equal themselves only. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SalienceMethod method
                && name.equals(method.name)
                && about.equals(method.about)
                && taps.equals(method.taps)
                && rollout == method.rollout
                && isAttention == method.isAttention;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, about, taps, rollout, isAttention);
    }

    /** Computes scores. Thread-safe; the same features give the same scores. */
    @FunctionalInterface
    public interface Scorer {
        /** One finite score a sentence, {@code [n]}; higher is more salient, the scale is free. */
        double[] score(SentenceFeatures features);
    }
}

package dev.limelight.pipeline.translate.fragment;

import dev.limelight.pipeline.translate.signals.Confidence;

/**
 * Another output for a fragment than the best one.
 *
 * @param split where it leaves the best one
 */
public record OtherOutput(TranslatedFragment written, Split split) {

    /** The mean log-probability of its tokens. */
    public double logProbability() {
        return Confidence.mean(written.logs());
    }
}

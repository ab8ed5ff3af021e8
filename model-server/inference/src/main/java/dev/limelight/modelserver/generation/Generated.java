package dev.limelight.modelserver.generation;

import java.util.List;

/**
 * One generated sequence.
 *
 * @param tokens ids after the decoder start token, the first end-of-sentence included
 * @param logProbabilities natural log of each token's probability under the model's raw softmax,
 *     before any setting changed it, {@code [target]}
 * @param score what beams are compared by; NaN for greedy search
 * @param crossAttention of the step that chose each token, {@code [target][tap][source]}
 */
public record Generated(
        int[] tokens, float[] logProbabilities, float score, List<List<float[]>> crossAttention) {

    /** The mean log-probability of a token, end-of-sentence included; 0 for no token. */
    public double meanLogProbability() {
        double sum = 0;
        for (float log : logProbabilities) {
            sum += log;
        }
        return tokens.length == 0 ? 0 : sum / tokens.length;
    }
}

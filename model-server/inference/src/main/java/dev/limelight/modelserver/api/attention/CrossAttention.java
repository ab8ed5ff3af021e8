package dev.limelight.modelserver.api.attention;

import java.util.List;

/**
 * The attention of the decoder on the source, at the step that predicted each token, or, for a
 * shifted tap, at the step after it.
 *
 * @param tap which layer, and which head of it
 * @param weights {@code [target][source]}: a row for each generated token, end-of-sentence
 *     included, a column for each token of the source; rows sum to 1
 */
public record CrossAttention(AttentionTap tap, List<float[]> weights) {

    public CrossAttention {
        weights = List.copyOf(weights);
    }
}

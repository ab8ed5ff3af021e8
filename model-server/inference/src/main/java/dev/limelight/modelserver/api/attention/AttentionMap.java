package dev.limelight.modelserver.api.attention;

/**
 * The attention of one head, or of a layer averaged over its heads: softmax(QKᵀ/√d) of Vaswani et
 * al. 2017.
 *
 * @param tap which layer, and which head of it
 * @param tokens {@code n}, special tokens included, padding not
 * @param weights {@code [target, source]} row by row; row {@code i} says where token {@code i}
 *     looked and sums to 1
 */
public record AttentionMap(AttentionTap tap, int tokens, float[] weights) {

    public AttentionMap {
        if (weights.length != tokens * tokens) {
            throw new IllegalArgumentException(
                    "attention map of %d weights, expected %d x %d"
                            .formatted(weights.length, tokens, tokens));
        }
    }

    /** The weight that token {@code target} gave to token {@code source}. */
    public float weight(int target, int source) {
        return weights[target * tokens + source];
    }
}

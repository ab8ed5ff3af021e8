package dev.limelight.modelserver.runtime.graph;

/** What a layer of an encoder computes on the way to its attention. */
public enum LayerPart {
    /** What the layer reads, {@code [batch, tokens, width]}. */
    STATES,
    /** {@code [batch, heads, tokens, size]}. */
    QUERY,
    /** Transposed, {@code [batch, heads, size, tokens]}. */
    KEY,
    /** Queries times keys, {@code [batch, heads, target, source]}. */
    PRODUCT,
    /** What the Softmax gets: the product with its scale and mask. */
    SCORES,
    /** What the Softmax gives, {@code [batch, heads, target, source]}. */
    ATTENTION,
    /** {@code [batch, heads, tokens, size]}. */
    VALUE,
    /** Attention times values, {@code [batch, heads, tokens, size]}. */
    CONTEXT
}

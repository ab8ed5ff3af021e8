package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.attention.AttentionMap;
import org.jspecify.annotations.Nullable;

/**
 * One head of an encoder on one text of {@code n} tokens.
 *
 * @param attention what the softmax gave
 * @param parts what it was made of; null where the graph does not show it
 */
public record InspectedHead(AttentionMap attention, @Nullable Parts parts) {

    /**
     * What attention is made of. Some models scale queries and keys before they are multiplied,
     * others the product; {@code scores} have the scale in any case.
     *
     * @param size of a query, a key and a value
     * @param query {@code [n, size]} row by row
     * @param key likewise
     * @param value likewise
     * @param products of each query with each key, {@code [target, source]}
     * @param scores what the softmax got, likewise
     * @param context weighted sums of the values, {@code [n, size]}
     */
    public record Parts(
            int size,
            float[] query,
            float[] key,
            float[] value,
            float[] products,
            float[] scores,
            float[] context) {}
}

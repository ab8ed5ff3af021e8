package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encoder's attention in one chunk, brought from tokens to the chunk's sentences and words.
 * {@code p} is the number of sentence parts, {@code d} the width of the model.
 *
 * @param tokens tokens of the chunk, special tokens included
 * @param width {@code d}
 * @param partTokens tokens of each part, {@code [p]}; one that two parts share counts in parts
 * @param partVectors mean last hidden state of each part, {@code [p, d]} row by row
 * @param vectorSum the chunk's embedding times its tokens, {@code [d]}: by mean pooling the sum of
 *     the last hidden states of all tokens, special ones included. The sum over all chunks, divided
 *     by their tokens, is the document's embedding
 * @param maps one for each tap that was asked for
 * @param rollout the product of the maps of all layers with residuals (Abnar and Zuidema 2020);
 *     null where it was not asked for
 * @param wordStarts first UTF-16 unit of each word in the document
 * @param wordEnds one past the last unit of each word
 * @param wordWeights attention of {@code [CLS]} to each word in the last of the maps
 */
public record ChunkAttention(
        int tokens,
        int width,
        float[] partTokens,
        float[] partVectors,
        float[] vectorSum,
        List<SentenceAttention> maps,
        @Nullable SentenceAttention rollout,
        int[] wordStarts,
        int[] wordEnds,
        float[] wordWeights) {

    /**
     * The map of a tap.
     *
     * @throws IllegalArgumentException if it was not asked for
     */
    public SentenceAttention map(AttentionTap tap) {
        return maps.stream()
                .filter(map -> map.tap().equals(tap))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no attention of %s was asked for, only of %s"
                                                .formatted(tap, taps())));
    }

    private List<AttentionTap> taps() {
        return maps.stream().map(SentenceAttention::tap).toList();
    }
}

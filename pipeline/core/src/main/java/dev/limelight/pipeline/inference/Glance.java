package dev.limelight.pipeline.inference;

import java.util.List;

/**
 * Where the model looked while it read one chunk, brought from tokens to the chunk's sentences and
 * words. {@code p} is the number of sentence parts, {@code d} the width of the model.
 *
 * @param tokens tokens of the chunk, special tokens included
 * @param width {@code d}
 * @param partTokens tokens of each part, {@code [p]}
 * @param partVectors mean last hidden state of each part, {@code [p, d]} row by row
 * @param vectorSum sum of the last hidden states of all tokens, special ones included, {@code [d]};
 *     over all chunks, divided by the tokens, this is the document's embedding
 * @param views one for each attention that was asked for
 * @param wordStarts first UTF-16 unit of each word in the document
 * @param wordEnds one past the last unit of each word
 * @param wordWeights attention of {@code [CLS]} to each word in the last layer
 */
public record Glance(
        int tokens,
        int width,
        int[] partTokens,
        float[] partVectors,
        float[] vectorSum,
        List<SentenceAttention> views,
        int[] wordStarts,
        int[] wordEnds,
        float[] wordWeights) {

    /** The view of that name. */
    public SentenceAttention view(String name) {
        return views.stream()
                .filter(view -> view.view().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no attention of %s was asked for, only of %s"
                                                .formatted(name, names())));
    }

    private List<String> names() {
        return views.stream().map(SentenceAttention::view).toList();
    }
}

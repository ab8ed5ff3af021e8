package dev.limelight.modelserver.api.encode;

/**
 * The facts of a loaded encoder.
 *
 * @param id the model's name, for instance {@code sentence-transformers/all-MiniLM-L6-v2}
 * @param revision what identifies the weights, a shortened SHA-256 of the model file
 * @param maxTokens the most tokens one request may have, special tokens included
 * @param trainedTokens the most tokens that the model was trained with, special tokens included; it
 *     reads longer texts up to {@code maxTokens}, but less well
 * @param specialTokens how many of {@code maxTokens} the tokenizer adds itself
 * @param unknownToken id of the token that stands for what the vocabulary lacks
 * @param layers encoder layers
 * @param heads attention heads of each layer
 * @param width size of a hidden state
 */
public record ModelInfo(
        String id,
        String revision,
        int maxTokens,
        int trainedTokens,
        int specialTokens,
        int unknownToken,
        int layers,
        int heads,
        int width) {

    /**
     * The tokens of text in a chunk that the model can read.
     *
     * @param budget the most tokens that are wanted, special tokens included
     */
    public int textTokens(int budget) {
        return Math.min(budget, maxTokens) - specialTokens;
    }
}

package dev.limelight.pipeline.teach;

import java.util.List;

/**
 * What the model writes behind a prompt, always taking the likeliest token.
 *
 * @param prompt what it was given
 * @param text what it wrote
 * @param tokens of {@code text}, the end token included where it came
 * @param predictions one for each token
 * @param outcome what the text is, by comparison with the sentences learned
 * @param sentence the learned sentence that the text comes from, counted from 1; 0 for none
 */
public record Completion(
        String prompt,
        String text,
        List<String> tokens,
        List<Prediction> predictions,
        Outcome outcome,
        int sentence) {

    public Completion {
        tokens = List.copyOf(tokens);
        predictions = List.copyOf(predictions);
    }

    /** What a completion is. It is decided by comparing tokens, not by meaning. */
    public enum Outcome {
        /** Prompt and text are a learned sentence. */
        RECALLED,
        /** The text is the end of a learned sentence of which the prompt is not the beginning. */
        FAMILIAR_PATTERN,
        /** Two tokens stand side by side that never did, sentences are mixed, or no end comes. */
        INCOHERENCE
    }
}

package dev.limelight.modelserver.api.folder;

import dev.limelight.modelserver.api.attention.AttentionTap;

/**
 * The prefix and the settings with which a model summarizes, as in transformers' pipeline: {@code
 * task_specific_params.summarization} of its {@code config.json} overrides its other settings.
 *
 * @param prefix the words that it wants before a text ({@code summarize: }); empty for none
 * @param generation a JSON object by the names of {@code generation_config.json}, to be sent with
 *     each request
 * @param maxNewTokens the most tokens that it writes with these settings, end-of-sentence included
 * @param sourceTokens the most tokens that it should read, special tokens included: its positions;
 *     where those are relative, {@code n_positions}, else 512
 * @param tap the cross-attention that tells what a token stands on: the bundle's {@code alignment}
 *     where it names one, else the mean over the heads of the last layer
 */
public record SummarizationTask(
        String prefix, String generation, int maxNewTokens, int sourceTokens, AttentionTap tap) {

    public SummarizationTask {
        if (maxNewTokens < 1 || sourceTokens < 1) {
            throw new IllegalArgumentException(
                    "maxNewTokens %d and sourceTokens %d, expected 1 or more"
                            .formatted(maxNewTokens, sourceTokens));
        }
    }

    /** The same with other words before a text. */
    public SummarizationTask withPrefix(String words) {
        return new SummarizationTask(words, generation, maxNewTokens, sourceTokens, tap);
    }
}

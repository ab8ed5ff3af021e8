package dev.limelight.pipeline.translate.signals;

import java.util.function.ToIntFunction;

/**
 * A sentence, its translation, and what the model showed while it wrote: all that signals are
 * computed from.
 *
 * @param source the sentence
 * @param sourceLanguage BCP 47
 * @param target its translation
 * @param targetLanguage BCP 47
 * @param kept what of both is left without that which had to be copied
 * @param logs natural-log probability of each token that the model wrote
 * @param leastWord {@link Confidence#leastWord}
 * @param received what each word of the source got of the attention, in target words; empty where
 *     the model shows none
 * @param unreadShare share of the source's characters that the model did not get, 0 to 1
 * @param tokens counts a text's tokens with the model's own tokenizer
 */
public record TranslatedSentence(
        String source,
        String sourceLanguage,
        String target,
        String targetLanguage,
        KeptCheck kept,
        float[] logs,
        double leastWord,
        double[] received,
        double unreadShare,
        ToIntFunction<String> tokens) {}

package dev.limelight.modelserver.api.generate;

import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a loaded encoder-decoder model.
 *
 * @param id the model's name: {@code _name_or_path} of its {@code config.json} where it says one,
 *     else the name of the folder
 * @param revision what identifies the weights, a shortened SHA-256 of the graphs
 * @param modelType {@code model_type} of {@code config.json}
 * @param maxTokens the most tokens that a source or a target may have, special tokens included;
 *     {@link Integer#MAX_VALUE} where positions are relative
 * @param unknownToken id of the token that stands for what the vocabulary lacks; -1 for none
 * @param decoderLayers layers of the decoder
 * @param decoderHeads attention heads of each of them
 * @param sourceLanguages BCP 47 tags that the bundle says it reads; empty where it does not say
 * @param targetLanguages likewise, writes
 * @param alignment the cross-attention that word alignments are read from, where the bundle names
 *     one
 * @param lengthRatio letters of a target for a letter of its source that the model usually gives,
 *     where the bundle says it
 */
public record Seq2SeqInfo(
        String id,
        String revision,
        String modelType,
        int maxTokens,
        int unknownToken,
        int decoderLayers,
        int decoderHeads,
        List<String> sourceLanguages,
        List<String> targetLanguages,
        @Nullable AttentionTap alignment,
        @Nullable Double lengthRatio) {

    public Seq2SeqInfo {
        sourceLanguages = List.copyOf(sourceLanguages);
        targetLanguages = List.copyOf(targetLanguages);
    }
}

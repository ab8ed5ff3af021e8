package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.AttentionTap;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code config.json} says of a model, by the names that its architecture uses.
 *
 * @param name {@code _name_or_path}; empty where there is none
 * @param modelType {@code model_type}
 * @param encoderHeads attention heads of an encoder layer
 * @param decoderHeads attention heads of a decoder layer
 * @param decoderLayers layers of the decoder
 * @param vocabulary tokens that a target may have
 * @param positions the most tokens that a source or a target may have; empty where positions are
 *     relative and any number will do
 * @param own what only bundles of this project say
 */
record ModelConfig(
        String name,
        String modelType,
        int encoderHeads,
        int decoderHeads,
        int decoderLayers,
        int vocabulary,
        OptionalInt positions,
        Own own) {

    /**
     * The object {@code limelight} of a {@code config.json}; all of it may be missing.
     *
     * @param suffix of the graphs that are meant to be used
     * @param alignment the cross-attention that word alignments are read from
     * @param sourceLanguages BCP 47 tags of what it reads
     * @param targetLanguages likewise, writes
     * @param lengthRatio letters of a target for a letter of its source, usually
     */
    record Own(
            @Nullable String suffix,
            @Nullable AttentionTap alignment,
            List<String> sourceLanguages,
            List<String> targetLanguages,
            @Nullable Double lengthRatio) {}
}

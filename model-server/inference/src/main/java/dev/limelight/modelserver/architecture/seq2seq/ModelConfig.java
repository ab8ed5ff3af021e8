package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.architecture.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import dev.limelight.modelserver.architecture.folder.OwnKeys;
import dev.limelight.modelserver.architecture.folder.SizeKey;
import java.util.OptionalInt;

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
        OwnKeys own) {

    static ModelConfig of(JsonSettings config) {
        // A kind that cannot be run has other sizes, which are not what is wrong with it.
        var unused = Seq2SeqArchitectures.of(config.text("model_type"));
        String positions = SizeKey.POSITIONS.keys().get(0);
        return new ModelConfig(
                config.has("_name_or_path") ? config.text("_name_or_path") : "",
                config.text("model_type"),
                config.anyInteger(SizeKey.ENCODER_HEADS.keys()),
                config.anyInteger(SizeKey.DECODER_HEADS.keys()),
                config.anyInteger(SizeKey.DECODER_LAYERS.keys()),
                config.anyInteger(SizeKey.VOCABULARY.keys()),
                config.integer(positions),
                OwnKeys.of(config));
    }
}

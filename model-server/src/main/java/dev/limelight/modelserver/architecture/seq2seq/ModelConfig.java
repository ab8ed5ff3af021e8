package dev.limelight.modelserver.architecture.seq2seq;

import java.util.OptionalInt;

/**
 * What a {@code config.json} says of a model, by the names that its architecture uses.
 *
 * @param modelType {@code model_type}
 * @param decoderHeads attention heads of a decoder layer
 * @param positions the most tokens that a source or a target may have; empty where positions are
 *     relative and any number will do
 */
public record ModelConfig(String modelType, int decoderHeads, OptionalInt positions) {}

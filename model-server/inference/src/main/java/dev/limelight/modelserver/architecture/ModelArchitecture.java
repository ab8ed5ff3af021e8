package dev.limelight.modelserver.architecture;

import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.api.EncoderProfile;
import dev.limelight.modelserver.api.ModelEntry;

/** A model that can be loaded. To add one, see {@link Architectures}. */
public interface ModelArchitecture {

    /** The short name or the folder by which {@link EncoderOptions#model} asks for it. */
    String alias();

    /** What {@code models list} shows; reads the model file to the end but loads nothing. */
    ModelEntry entry();

    /** What is known of the model without loading it. */
    EncoderProfile profile();

    /**
     * Loads tokenizer and weights; whoever calls closes the encoder.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when it cannot be
     *     loaded as asked
     */
    Encoder open(EncoderOptions options);
}

package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.encode.EncoderInspector;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.ModelEntry;

/** A model that can be loaded. To add one, see {@code Architectures}. */
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

    /**
     * Loads tokenizer and weights so that the inside of the model is shown; whoever calls closes
     * it.
     *
     * @param threads of one pass
     * @throws dev.limelight.modelserver.api.ModelException likewise
     */
    EncoderInspector inspector(int threads);
}

package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.encode.ModelInfo;
import java.util.List;

/**
 * A loaded encoder. Thread-safe; runs may overlap, each uses the threads that it was opened with.
 * Whoever opened it closes it.
 */
public interface Encoder extends LoadedModel {

    ModelInfo info();

    /** The tokens of a text as {@link #run} wants them, special tokens included, never cut. */
    List<TokenSpan> framed(String text);

    /**
     * One forward pass over all inputs, padded to the longest.
     *
     * @return one output for each input, in order; none depends on the other inputs, to the last
     *     bit
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} or {@code CLOSED},
     *     for all inputs together
     */
    List<EncoderOutput> run(List<EncoderInput> batch);
}

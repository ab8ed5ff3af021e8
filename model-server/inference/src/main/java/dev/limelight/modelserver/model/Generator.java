package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.generation.DecoderSteps;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A loaded encoder-decoder model. Thread-safe; batches may overlap. Whoever opened it closes it,
 * after all its batches.
 */
public interface Generator extends LoadedModel {

    Seq2SeqInfo info();

    /**
     * The most tokens that it writes, end of sentence included.
     *
     * @param settings those of a request
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID}
     */
    default int maxNewTokens(String settings) {
        return info().maxTokens();
    }

    /**
     * The beams of its search.
     *
     * @param settings those of a request
     * @throws dev.limelight.modelserver.api.ModelException {@code INVALID}
     */
    int beams(String settings);

    /**
     * A request as {@link #start} wants it.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code TOO_LARGE} or {@code INVALID}
     */
    GeneratorInput prepare(GenerateRequest request);

    /**
     * A request whose target is given, as {@link #start} wants it. Its output has one sequence: the
     * given text with its tokens, what the model says of each, and where it looked.
     *
     * @param target the text that is read in place of generating one
     * @throws dev.limelight.modelserver.api.ModelException {@code TOO_LARGE} or {@code INVALID}
     */
    GeneratorInput prepare(GenerateRequest request, String target);

    /**
     * Reads all inputs with the encoder, padded to the longest.
     *
     * @return a batch that stands before its first step; what comes out for one input does not
     *     depend on the others. The caller closes it.
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR}, for all together
     */
    default GeneratorBatch start(List<GeneratorInput> inputs) {
        return start(inputs, decoder -> decoder);
    }

    /**
     * Likewise.
     *
     * @param watched what goes between the searches and the decoder
     */
    GeneratorBatch start(List<GeneratorInput> inputs, UnaryOperator<DecoderSteps> watched);

    /** The text of one target token by itself; empty for special tokens. */
    String text(int token);
}

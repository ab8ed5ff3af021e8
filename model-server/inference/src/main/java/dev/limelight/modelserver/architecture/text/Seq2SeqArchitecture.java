package dev.limelight.modelserver.architecture.text;

import java.nio.file.Path;
import java.util.Set;

/**
 * The part of an encoder-decoder model that differs by architecture. To add one, see {@code
 * Seq2SeqArchitectures}.
 */
public interface Seq2SeqArchitecture {

    /** The values of {@code model_type} in {@code config.json} that it is for. */
    Set<String> modelTypes();

    /**
     * Loads the tokenizer of a bundle, from whichever of its files there are.
     *
     * @param readsControl whether the name of a control token in a text ({@code </s>}) is that
     *     token, as in transformers, and not text
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} naming the files
     *     that were looked for
     */
    Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl);
}

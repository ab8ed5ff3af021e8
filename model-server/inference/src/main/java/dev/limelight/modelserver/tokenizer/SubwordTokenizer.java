package dev.limelight.modelserver.tokenizer;

import dev.limelight.modelserver.api.TokenCounter;

/**
 * A model's vocabulary: text to ids and ids to text. Names of special tokens inside a text are
 * text. Thread-safe. Whoever opened it closes it; calls after that fail with {@code CLOSED}.
 */
public interface SubwordTokenizer extends TokenCounter, AutoCloseable {

    /** The text of ids; special tokens add nothing and have an empty span. */
    DecodedText decode(int[] ids);

    @Override
    void close();
}

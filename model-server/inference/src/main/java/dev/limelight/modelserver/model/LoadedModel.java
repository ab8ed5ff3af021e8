package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.TokenCounter;

/** A model in memory. Thread-safe. Whoever opened it closes it, after all that it runs. */
public interface LoadedModel extends AutoCloseable {

    /** Counts and finds tokens as the model's tokenizer does. */
    TokenCounter tokens();

    @Override
    void close();
}

package dev.limelight.pipeline.models;

import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models of a part of the job that can be swapped while it runs. Thread-safe. */
public interface SwappableModels extends Serializable {

    /** What they are called in the configuration and in model records. */
    Set<String> aliases();

    /**
     * Opens a model, which all that have opened it share; whoever opens it closes it. Blocks while
     * it is fetched and loaded.
     *
     * @param source its files; null for the configured ones
     * @throws RuntimeException if it cannot be loaded, or its files are not those that were meant
     */
    Seq2SeqClient load(String alias, @Nullable ModelSource source);

    /**
     * Tries whether a model does what its alias stands for.
     *
     * @throws RuntimeException if it does not, saying what was expected
     */
    void check(String alias, ModelSource source, Seq2SeqClient model);
}

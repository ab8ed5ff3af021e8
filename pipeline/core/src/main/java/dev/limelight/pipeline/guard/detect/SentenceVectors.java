package dev.limelight.pipeline.guard.detect;

import java.util.List;

/**
 * Makes a vector of each sentence. Sentences are read alone: in a chunk each takes over so much of
 * its neighbours that a foreign one looks like them. Thread-safe.
 */
@FunctionalInterface
public interface SentenceVectors {

    /**
     * One vector of length 1 for each sentence, {@code [n, d]}; blocks until the model has read
     * them.
     *
     * @throws dev.limelight.modelserver.api.ModelException if the model fails
     */
    double[][] of(List<String> sentences);

    /**
     * The name of the model; vectors of two models cannot be compared. Empty where it is not known.
     */
    default String modelId() {
        return "";
    }
}

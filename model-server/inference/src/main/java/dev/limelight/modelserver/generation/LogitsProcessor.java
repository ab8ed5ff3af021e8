package dev.limelight.modelserver.generation;

/** Changes the scores of the next token, in place. Thread-safe. */
@FunctionalInterface
interface LogitsProcessor {

    /**
     * Changes the scores of what may follow {@code tokens}.
     *
     * @param tokens what was generated, decoder start token included
     * @param scores one for each token of the vocabulary
     */
    void process(int[] tokens, float[] scores);
}

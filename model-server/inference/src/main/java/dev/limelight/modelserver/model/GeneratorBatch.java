package dev.limelight.modelserver.model;

/** Inputs whose outputs are being generated, a token at a time. For one thread. */
public interface GeneratorBatch extends AutoCloseable {

    /** Sequences that the next step will lengthen; none when all inputs are over. */
    int rows();

    /**
     * One more token for all sequences that run; those of an input that is over leave at once.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR}, for all together
     */
    void step();

    /** Whether an input has its output, or was dropped. */
    boolean isOver(int input);

    /** The output of an input that is over. */
    GeneratorOutput output(int input);

    /** Takes an input out before the next step; there must have been one. */
    void drop(int input);

    @Override
    void close();
}

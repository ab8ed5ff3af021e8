package dev.limelight.modelserver.architecture.seq2seq.batch;

import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.generation.Generated;
import java.util.List;

/** Sources of a batch that go through the model together. For one thread. */
interface BatchPart extends AutoCloseable {

    /** Sequences that are under way. */
    int rows();

    /** Some work for those that are: a token more for each, or all of a few. */
    void step();

    /** Whether a source has its sequences, or was dropped. */
    boolean isOver(int source);

    /** The sequences of a source that is over, best first. */
    List<Generated> results(int source);

    /** Takes a source out. */
    void drop(int source);

    /** The encoder's attention on a source that is over, a map for each tap. */
    List<AttentionMap> encoderAttention(int source);

    @Override
    void close();
}

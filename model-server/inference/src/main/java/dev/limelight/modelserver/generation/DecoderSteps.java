package dev.limelight.modelserver.generation;

import java.util.List;

/**
 * A decoder that reads one token a row and step. It starts with one row a source, all of them on
 * the start token. For one thread.
 */
public interface DecoderSteps {

    /** What the decoder says of one row; to be read before the next step. */
    interface Row {

        /** Tokens that may come next. */
        int vocabulary();

        /** Copies the scores of all next tokens, {@code [vocabulary]}. */
        void logits(float[] into);

        /** Copies the natural logs of the softmax of the scores, {@code [vocabulary]}. */
        void logProbabilities(float[] into);

        /** One of these. */
        float logProbability(int token);

        /** What the row looked at, {@code [tap][source]}; the caller may keep it. */
        List<float[]> attention();
    }

    /**
     * One more token for each row.
     *
     * @param rows which row of the step before each row goes on from; a row may go on twice or not
     *     at all. In the first step: all sources in order
     * @param tokens the token that each row reads
     * @return one for each row
     */
    List<? extends Row> next(int[] rows, int[] tokens);
}

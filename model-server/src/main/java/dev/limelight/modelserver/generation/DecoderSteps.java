package dev.limelight.modelserver.generation;

import java.util.List;

/**
 * A decoder that reads one token a row and step. It starts with one row a source, all of them on
 * the start token. For one thread.
 */
public interface DecoderSteps {

    /**
     * What the decoder says after a step.
     *
     * @param logits scores of all next tokens, {@code [row][vocabulary]}; the caller may change
     *     them
     * @param attention what each row looked at, {@code [row][tap][source]}
     */
    record Step(List<float[]> logits, List<List<float[]>> attention) {}

    /**
     * One more token for each row.
     *
     * @param rows which row of the step before each row goes on from; a row may go on twice or not
     *     at all. In the first step: which source
     * @param tokens the token that each row reads
     */
    Step next(int[] rows, int[] tokens);
}

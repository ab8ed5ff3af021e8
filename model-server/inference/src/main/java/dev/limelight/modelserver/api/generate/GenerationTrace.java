package dev.limelight.modelserver.api.generate;

import java.util.List;

/**
 * How a model came to its output, step by step. The rows of a step are the beams that were followed
 * then; what no row goes on from was dropped.
 *
 * @param result the output
 * @param steps {@code [step][row]}
 */
public record GenerationTrace(GenerateResult result, List<List<Beam>> steps) {

    public GenerationTrace {
        steps = List.copyOf(steps);
    }

    /**
     * A beam in a step.
     *
     * @param parent the row of the step before that it goes on from
     * @param token the token that it has last, which the step reads
     * @param next the likeliest tokens behind it, best first
     * @param entropy of all next tokens, in nats; 0 for certainty
     */
    public record Beam(int parent, int token, List<Choice> next, double entropy) {

        public Beam {
            next = List.copyOf(next);
        }
    }

    /**
     * A token that may come next.
     *
     * @param text the token alone; empty for special tokens
     * @param logProbability natural, under the model's raw softmax
     */
    public record Choice(int id, String text, double logProbability) {}
}

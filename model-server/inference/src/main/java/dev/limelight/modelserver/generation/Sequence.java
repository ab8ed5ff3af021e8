package dev.limelight.modelserver.generation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that grows by one token at a time and shares its beginning with the sequences that it
 * was made from. Immutable.
 *
 * @param before the sequence without its last token; null for the start token alone
 * @param token the last token
 * @param logProbability natural log of its probability under the model's raw softmax
 * @param attention what the step looked at that chose it, {@code [tap][source]}
 * @param length tokens, start token included
 */
record Sequence(
        @Nullable Sequence before,
        int token,
        float logProbability,
        List<float[]> attention,
        int length) {

    static Sequence start(int token) {
        return new Sequence(null, token, 0, List.of(), 1);
    }

    Sequence with(int next, float logProbability, List<float[]> attention) {
        return new Sequence(this, next, logProbability, attention, length + 1);
    }

    /** All tokens, start token included. */
    int[] tokens() {
        int[] tokens = new int[length];
        int at = length;
        for (Sequence s = this; s != null; s = s.before()) {
            tokens[--at] = s.token();
        }
        return tokens;
    }

    /** What was generated: all but the start token. */
    Generated generated(float score) {
        List<Sequence> steps = new ArrayList<>();
        for (Sequence s = this; s.before() != null; s = s.before()) {
            steps.add(s);
        }
        Collections.reverse(steps);
        int[] tokens = steps.stream().mapToInt(Sequence::token).toArray();
        float[] logs = new float[tokens.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = steps.get(i).logProbability();
        }
        return new Generated(tokens, logs, score, steps.stream().map(Sequence::attention).toList());
    }
}

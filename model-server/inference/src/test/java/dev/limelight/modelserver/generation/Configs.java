package dev.limelight.modelserver.generation;

import java.util.List;
import java.util.OptionalInt;

/** Settings for tests: start token 0, end-of-sentence 1, six new tokens. */
final class Configs {

    private Configs() {}

    static GenerationConfig greedy() {
        return beams(1, 1, EarlyStopping.FALSE);
    }

    static GenerationConfig beams(int beams, double lengthPenalty, EarlyStopping early) {
        return config(beams, lengthPenalty, early, List.of(), OptionalInt.empty(), List.of());
    }

    static GenerationConfig config(
            int beams,
            double lengthPenalty,
            EarlyStopping early,
            List<List<Integer>> badWords,
            OptionalInt forcedBos,
            List<Integer> beginSuppressed) {
        return new GenerationConfig(
                0,
                List.of(1),
                6,
                0,
                0,
                beams,
                beams,
                lengthPenalty,
                early,
                1,
                0,
                0,
                badWords,
                forcedBos,
                OptionalInt.empty(),
                List.of(),
                beginSuppressed,
                false,
                false);
    }
}

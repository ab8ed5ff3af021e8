package dev.limelight.pipeline.bench.signals;

import dev.limelight.modelserver.api.GenerateResult;

/**
 * What the model gave for a sentence.
 *
 * @param good its translation
 * @param result all that it gave
 * @param scrambledSource the sentence with letters in disorder
 * @param scrambled what it gave for that
 */
record Pass(Sample good, GenerateResult result, String scrambledSource, GenerateResult scrambled) {

    /** The translation without some of its tokens. */
    Sample without(int from, int to) {
        return Sample.of(good.source(), result, from, to);
    }
}

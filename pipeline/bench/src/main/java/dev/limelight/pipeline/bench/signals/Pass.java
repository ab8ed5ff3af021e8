package dev.limelight.pipeline.bench.signals;

import dev.limelight.modelserver.api.generate.GenerateResult;

/**
 * What the model gave for a sentence.
 *
 * @param good its translation
 * @param result all that it gave
 * @param scrambled what it gave for the sentence with the letters of all words in disorder
 * @param misread what it gave for the sentence with the letters of one word in disorder
 */
record Pass(Sample good, GenerateResult result, Sample scrambled, Sample misread) {

    /** The translation without some of its tokens. */
    Sample without(int from, int to) {
        return Sample.of(good.source(), result, from, to);
    }
}

package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A text of made-up words for a model of random weights.
 *
 * @param source token ids, the end of the sentence included
 * @param target how many tokens are written
 */
record SampleText(int[] source, int target) {

    /** The ids below are the end of a sentence and the unknown word, the last one is padding. */
    private static final int FIRST_WORD = 2;

    /** Random words. */
    static SampleText random(int words, int target, SampleSize size, SplittableRandom random) {
        int[] source = new int[words + 1];
        for (int i = 0; i < words; i++) {
            source[i] = random.nextInt(FIRST_WORD, size.vocabulary() - 1);
        }
        return new SampleText(source, target);
    }

    GenerateRequest request() {
        String text =
                Arrays.stream(source)
                        .limit(source.length - 1L)
                        .mapToObj(id -> "w" + id)
                        .collect(Collectors.joining(" "));
        return GenerateRequest.of(text).withSettings("{\"max_new_tokens\": " + target + "}");
    }
}

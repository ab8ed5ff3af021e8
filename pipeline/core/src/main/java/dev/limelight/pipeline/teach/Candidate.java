package dev.limelight.pipeline.teach;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A token that may come next.
 *
 * @param probability under the model, 0 to 1
 */
public record Candidate(String token, double probability) {

    /** The likeliest tokens, best first. */
    static List<Candidate> top(double[] probabilities, int most, Vocabulary vocabulary) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
                .limit(most)
                .map(i -> new Candidate(vocabulary.token(i), probabilities[i]))
                .toList();
    }

    /** Where the highest score is. */
    static int likeliest(double... scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .max(Comparator.comparingDouble((Integer i) -> scores[i]))
                .orElseThrow();
    }
}

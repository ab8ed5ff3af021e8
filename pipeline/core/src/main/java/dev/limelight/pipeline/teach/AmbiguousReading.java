package dev.limelight.pipeline.teach;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model made of a sentence whose last phrase can belong to two words.
 *
 * @param phrase what is ambiguous
 * @param words each token beside what was expected in its place
 * @param completions what the model writes behind each beginning of the sentence, shortest first
 * @param logProbability of the phrase, natural, the sum over its tokens
 * @param sides the words that the phrase can belong to
 * @param attention {@code [layer][head][target][source]}, start token included
 */
public record AmbiguousReading(
        String sentence,
        String phrase,
        List<Word> words,
        List<Completion> completions,
        double logProbability,
        List<Side> sides,
        List<double[][][]> attention) {

    /** Below this fall of a log-probability, in nats, a word makes no difference. */
    private static final double NO_DIFFERENCE = 0.1;

    public AmbiguousReading {
        words = List.copyOf(words);
        completions = List.copyOf(completions);
        sides = List.copyOf(sides);
        attention = List.copyOf(attention);
    }

    /**
     * A token of the sentence.
     *
     * @param probability that the model gave it
     * @param expected what the model would have written
     */
    public record Word(String token, double probability, Prediction expected) {}

    /**
     * A word that the phrase can belong to.
     *
     * @param meaning what the sentence says then
     * @param attention of the phrase to the word: the mean over the tokens of the phrase, 0 to 1
     * @param difference how much the phrase's log-probability falls when the word is left out
     */
    public record Side(String word, String meaning, double attention, double difference) {}

    /** The word that the model ties the phrase to: without it the phrase is least likely. */
    public Optional<Side> tiedTo() {
        return sides.stream()
                .filter(side -> side.difference() >= NO_DIFFERENCE)
                .max(Comparator.comparingDouble(Side::difference));
    }
}

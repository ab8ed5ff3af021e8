package dev.limelight.pipeline.translate.fragment;

/**
 * Where an output leaves the best one: the first token that differs, as the word that it is in.
 * Both tokens follow the same ones, so their probabilities can be compared.
 *
 * @param best the place in the best text
 * @param other the place in the other text
 */
public record Split(Place best, Place other) {

    /**
     * A word of a text.
     *
     * @param start first UTF-16 unit
     * @param word empty where the text ends
     * @param probability of the token under the model's raw softmax
     */
    public record Place(int start, String word, double probability) {

        private Place moved(int units) {
            return new Place(start + units, word, probability);
        }
    }

    /** The same behind {@code units} more of text. */
    public Split moved(int units) {
        return new Split(best.moved(units), other.moved(units));
    }
}

package dev.limelight.pipeline.explain;

import dev.limelight.connectors.record.ModelRef;
import java.util.List;

/**
 * What an encoder does with a text.
 *
 * @param tokens special ones included
 * @param sentences the text's sentences, as vectors
 * @param picture the sentences, or the tokens where there are fewer than three, in the plane of
 *     their first two principal components
 * @param head the attention of one head
 */
public record EncoderExplanation(
        ModelRef model,
        List<ExplainedToken> tokens,
        List<ExplainedSentence> sentences,
        List<Point> picture,
        ExplainedHead head) {

    public EncoderExplanation {
        tokens = List.copyOf(tokens);
        sentences = List.copyOf(sentences);
        picture = List.copyOf(picture);
    }

    /**
     * A sentence. Its vector in a layer is the mean of its tokens' states.
     *
     * @param start code points
     * @param nearest the sentence with the most similar vector behind the last layer, from 0; -1
     *     for none
     * @param similarity the cosine of both
     * @param moved for each layer how far it turns the vector: 1 - cosine of before and behind it;
     *     empty where the graph does not show states
     */
    public record ExplainedSentence(
            int start, int end, String text, int nearest, double similarity, List<Double> moved) {}

    /** A place in the picture. */
    public record Point(String label, double x, double y) {}
}

package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;

/**
 * Tells whether a model could read a text. Where its vocabulary lacks a piece, the model gets the
 * unknown token, which does not say what stands there. Stateless.
 */
public final class UnknownTokens {

    /** A text is unknown, as a whole, from above this share of its UTF-16 units on. */
    private static final double MOST = 0.05;

    private UnknownTokens() {}

    /**
     * Whether the vocabulary lacks more than a twentieth of a text.
     *
     * @param tokens that the model read, on positions of the text
     * @param unknown id of the token that stands for what is not in the vocabulary; -1 for none
     * @param characters UTF-16 units of the text
     */
    public static boolean areMany(List<TokenSpan> tokens, int unknown, int characters) {
        int units =
                tokens.stream()
                        .filter(token -> token.id() == unknown)
                        .mapToInt(token -> token.end() - token.start())
                        .sum();
        return units > MOST * characters;
    }
}

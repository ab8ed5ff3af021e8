package dev.limelight.modelserver.architecture;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;

/**
 * One text of a batch.
 *
 * @param tokens its tokens, special ones included
 * @param layers the layers whose attention is wanted, among those that the encoder was opened with
 */
public record EncoderInput(List<TokenSpan> tokens, List<Integer> layers) {

    public EncoderInput {
        tokens = List.copyOf(tokens);
        layers = List.copyOf(layers);
    }

    /** Tokens, special ones included. */
    public int length() {
        return tokens.size();
    }
}

package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import java.util.List;

/**
 * One text of a batch.
 *
 * @param tokens its tokens, special ones included
 * @param taps the attention that is wanted, among those that the encoder was opened with
 */
public record EncoderInput(List<TokenSpan> tokens, List<AttentionTap> taps) {

    public EncoderInput {
        tokens = List.copyOf(tokens);
        taps = List.copyOf(taps);
    }

    /** Tokens, special ones included. */
    public int length() {
        return tokens.size();
    }
}

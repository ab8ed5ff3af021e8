package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import java.util.List;

/**
 * The output of an encoder for one text. Plain heap arrays, owned by the receiver; padding is not
 * included anywhere.
 *
 * @param tokens the tokens, special tokens included; {@code n} below is their number
 * @param width size of one hidden state
 * @param hidden last hidden states, {@code [n, width]} row by row
 * @param attention one map for each requested layer, in the order of the request
 * @param queuedMs milliseconds between submission and the start of the forward pass
 * @param inferenceMs milliseconds of the forward pass of the batch that the text was in
 */
public record Encoded(
        List<TokenSpan> tokens,
        int width,
        float[] hidden,
        List<AttentionMap> attention,
        double queuedMs,
        double inferenceMs) {

    public Encoded {
        tokens = List.copyOf(tokens);
        attention = List.copyOf(attention);
    }
}

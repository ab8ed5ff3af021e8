package dev.limelight.modelserver.api.encode;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;

/**
 * What an encoder made of a text, layer by layer.
 *
 * @param tokens special ones included; {@code n} is their number
 * @param pieces of the vocabulary, one for each token
 * @param width size of a state
 * @param states {@code [n, width]} row by row: what each layer read, lowest first, then what the
 *     last one gave. Only the latter where the graph does not show the others.
 */
public record Inspected(
        List<TokenSpan> tokens, List<String> pieces, int width, List<float[]> states) {

    public Inspected {
        tokens = List.copyOf(tokens);
        pieces = List.copyOf(pieces);
        states = List.copyOf(states);
    }
}

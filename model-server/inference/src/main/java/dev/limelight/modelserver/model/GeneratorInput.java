package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.util.List;

/**
 * One text to generate for.
 *
 * @param tokens of the source, special ones included, at least one
 * @param config how to generate
 */
public record GeneratorInput(List<TokenSpan> tokens, GenerationConfig config) {

    public GeneratorInput {
        tokens = List.copyOf(tokens);
    }

    /** Tokens of the source, special ones included. */
    public int length() {
        return tokens.size();
    }

    /** The most sequences that it runs at a time. */
    public int rows() {
        return config.numBeams();
    }

    /** The token ids. */
    public int[] ids() {
        return tokens.stream().mapToInt(TokenSpan::id).toArray();
    }
}

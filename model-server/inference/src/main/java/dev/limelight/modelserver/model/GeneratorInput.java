package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text to generate for, or one with a target that is read.
 *
 * @param tokens of the source, special ones included, at least one
 * @param config how to generate
 * @param target what is read in place of generating some; null to generate
 */
public record GeneratorInput(
        List<TokenSpan> tokens, GenerationConfig config, @Nullable ForcedTarget target) {

    public GeneratorInput {
        tokens = List.copyOf(tokens);
    }

    /** A text to generate for. */
    public GeneratorInput(List<TokenSpan> tokens, GenerationConfig config) {
        this(tokens, config, null);
    }

    /** Tokens of the source, special ones included. */
    public int length() {
        return tokens.size();
    }

    /** As a decoder is given it. */
    public Source source() {
        return new Source(ids(), config, target == null ? null : target.ids());
    }

    /** The most sequences that it runs at a time. */
    public int rows() {
        return target == null ? config.numBeams() : 1;
    }

    /** The token ids. */
    public int[] ids() {
        return tokens.stream().mapToInt(TokenSpan::id).toArray();
    }
}

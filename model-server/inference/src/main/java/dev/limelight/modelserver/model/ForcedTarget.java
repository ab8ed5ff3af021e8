package dev.limelight.modelserver.model;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.generation.GenerationConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A target that is read in place of generating one.
 *
 * @param text as it was given
 * @param tokens of it, on UTF-16 positions of {@code text}: what comes after the decoder's start
 *     token, end of sentence included
 */
public record ForcedTarget(String text, List<TokenSpan> tokens) {

    public ForcedTarget {
        tokens = List.copyOf(tokens);
    }

    /**
     * A target that begins as the settings say.
     *
     * @param tokens without a forced first token, or with it
     */
    public static ForcedTarget of(String text, List<TokenSpan> tokens, GenerationConfig config) {
        OptionalInt first = config.forcedBosTokenId();
        List<TokenSpan> all = new ArrayList<>(tokens);
        if (first.isPresent() && (all.isEmpty() || all.get(0).id() != first.getAsInt())) {
            all.add(0, new TokenSpan(first.getAsInt(), 0, 0, true));
        }
        return new ForcedTarget(text, all);
    }

    /** The token ids. */
    public int[] ids() {
        return tokens.stream().mapToInt(TokenSpan::id).toArray();
    }
}

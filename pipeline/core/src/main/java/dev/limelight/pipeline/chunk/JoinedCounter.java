package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.layout.JoinedLines;
import java.util.List;

/**
 * Counts the tokens that a model gets of a text: those of its {@linkplain JoinedLines joined
 * lines}, on positions of the text as it is. Thread-safe if the counter that it asks is.
 */
public final class JoinedCounter implements TokenCounter {

    private final TokenCounter counter;

    /**
     * @param counter the model's own
     */
    public JoinedCounter(TokenCounter counter) {
        this.counter = counter;
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        JoinedLines lines = JoinedLines.of(text);
        return spread(counter.tokens(lines.text()), lines);
    }

    /** Tokens of joined lines on positions of the text that they were joined from. */
    public static List<TokenSpan> spread(List<TokenSpan> tokens, JoinedLines lines) {
        return lines.isSame()
                ? tokens
                : tokens.stream().map(token -> spread(token, lines)).toList();
    }

    private static TokenSpan spread(TokenSpan token, JoinedLines lines) {
        int start = lines.start(token.start());
        int end = Math.max(start, lines.end(token.end()));
        return new TokenSpan(token.id(), start, token.special() ? start : end, token.special());
    }
}

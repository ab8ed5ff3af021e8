package dev.limelight.pipeline.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.layout.JoinedLines;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedCounterTest {

    private static final String TEXT = "has de-\ncided it";

    /** A word a token. */
    private static List<TokenSpan> words(String text) {
        return List.of(
                new TokenSpan(0, 0, 3, false),
                new TokenSpan(1, text.indexOf("decided"), text.indexOf("decided") + 7, false),
                new TokenSpan(2, text.length() - 2, text.length(), false));
    }

    @Test
    void when_aWordIsDivided_then_itsTokenIsOnBothHalves() {
        assertThat(new JoinedCounter(JoinedCounterTest::words).tokens(TEXT))
                .containsExactly(
                        new TokenSpan(0, 0, 3, false),
                        new TokenSpan(1, 4, 13, false),
                        new TokenSpan(2, 14, 16, false));
    }

    @Test
    void when_nothingIsDivided_then_theTokensAreTheModels() {
        List<TokenSpan> tokens = words("a decided it");
        assertThat(JoinedCounter.spread(tokens, JoinedLines.of("a decided it"))).isSameAs(tokens);
    }
}

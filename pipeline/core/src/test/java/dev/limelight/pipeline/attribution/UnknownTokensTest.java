package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownTokensTest {

    private static final List<TokenSpan> TOKENS =
            List.of(new TokenSpan(9, 0, 5, false), new TokenSpan(3, 5, 100, false));

    @Test
    void when_aTwentiethIsUnknown_then_itIsNotManyYet() {
        assertThat(UnknownTokens.areMany(TOKENS, 9, 100)).isFalse();
        assertThat(UnknownTokens.areMany(TOKENS, 9, 99)).isTrue();
    }

    @Test
    void when_theModelHasNoSuchToken_then_noneIs() {
        assertThat(UnknownTokens.areMany(TOKENS, -1, 1)).isFalse();
        assertThat(UnknownTokens.areMany(List.of(), 9, 0)).isFalse();
    }
}

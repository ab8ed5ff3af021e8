package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputCutTest {

    private static final TokenSpan WORD = new TokenSpan(7, 0, 3, false);
    private static final TokenSpan END = new TokenSpan(1, 3, 3, true);

    @Test
    void when_aTextEndsByItself_then_itIsNotCut() {
        assertThat(OutputCut.isCut(List.of(WORD, END), 3)).isFalse();
        assertThat(OutputCut.isCut(List.of(END), 3)).isFalse();
        assertThat(OutputCut.isCut(List.of(), 3)).isFalse();
    }

    @Test
    void when_aTextDoesNotEnd_then_itIsCut() {
        assertThat(OutputCut.isCut(List.of(WORD, WORD), 3)).isTrue();
    }

    @Test
    void when_theEndWasForcedBecauseThereIsNoRoom_then_itIsCut() {
        assertThat(OutputCut.isCut(List.of(WORD, WORD, END), 3)).isTrue();
    }
}

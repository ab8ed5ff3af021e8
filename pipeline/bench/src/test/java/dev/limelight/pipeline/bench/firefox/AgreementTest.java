package dev.limelight.pipeline.bench.firefox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void when_allTextsAreEqual_then_allIsKept() {
        Agreement all = Agreement.of(List.of("a b", "c"), List.of("a b", "c"));
        assertThat(all).isEqualTo(new Agreement(2, 2, 3, 3));
        assertThat(all.ofTexts()).isOne();
        assertThat(all.ofWords()).isOne();
    }

    @Test
    void when_aWordIsMissing_then_theOthersAreKept() {
        Agreement most = Agreement.of(List.of("a b c d"), List.of("a c d"));
        assertThat(most).isEqualTo(new Agreement(1, 0, 4, 3));
        assertThat(most.ofWords()).isEqualTo(0.75);
    }

    @Test
    void when_wordsStandInAnotherOrder_then_theLongestOrderThatBothHaveCounts() {
        assertThat(Agreement.of(List.of("a b c d"), List.of("b c d a")).kept()).isEqualTo(3);
        assertThat(Agreement.of(List.of("a b c"), List.of("c b a")).kept()).isOne();
    }

    @Test
    void when_wordsAreAdded_then_theyCostTheTextOnly() {
        assertThat(Agreement.of(List.of("a b"), List.of("a x b y")))
                .isEqualTo(new Agreement(1, 0, 2, 2));
    }

    @Test
    void when_thereIsNoText_then_nothingIsKept() {
        assertThat(Agreement.of(List.of(), List.of()).ofTexts()).isZero();
    }

    @Test
    void when_itIsShown_then_sharesAreInPercent() {
        assertThat(new Agreement(300, 299, 6000, 5997))
                .hasToString("299 of 300 (99.7 %), words 99.95 %");
    }
}

package dev.limelight.pipeline.bench.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Test
    void when_linksAreRead_then_sureOnesAreAlsoPossibleAndCountFrom0() {
        GoldLinks gold = GoldLinks.parse("2-1 3p3 ", true);
        assertThat(gold.sure()).containsExactly(new WordLink(0, 1));
        assertThat(gold.possible())
                .containsExactlyInAnyOrder(new WordLink(0, 1), new WordLink(2, 2));
        assertThat(GoldLinks.parse("", false).possible()).isEmpty();
        assertThatThrownBy(() -> GoldLinks.parse("1:2", false)).hasMessageContaining("'1:2'");
    }

    /**
     * Och and Ney: of two links one is sure and found, one wrong; of two sure ones one is missed.
     */
    @Test
    void when_linksAreWrongAndMissing_then_theErrorRateIsTheDefinition() {
        var rate = new ErrorRate();
        rate.add(Set.of(new WordLink(0, 0), new WordLink(5, 5)), GoldLinks.parse("1-1 2-2", false));
        assertThat(rate.value()).isCloseTo(1 - 2.0 / 4, within(1e-9));
        assertThat(rate.precision()).isEqualTo(.5);
        assertThat(rate.recall()).isEqualTo(.5);
    }

    @Test
    void when_directionsDiffer_then_neighboursAndFreeWordsJoinWhatBothSay() {
        var both = new WordLink(1, 1);
        var beside = new WordLink(2, 1);
        var free = new WordLink(6, 6);
        var taken = new WordLink(1, 9);
        var besideTaken = new WordLink(2, 2);
        assertThat(GrowDiagFinalAnd.of(Set.of(both, free, taken), Set.of(both, beside)))
                .containsExactlyInAnyOrder(both, beside, free);
        assertThat(GrowDiagFinalAnd.of(Set.of(both, besideTaken), Set.of(both)))
                .containsExactlyInAnyOrder(both, besideTaken);
    }
}

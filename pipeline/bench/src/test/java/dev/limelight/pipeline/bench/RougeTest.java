package dev.limelight.pipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RougeTest {

    private static final String LIN = "police killed the gunman";

    /** The examples of Lin (2004), section 3: precision and recall are 3/4, and 1/2 by order. */
    @Test
    void when_theExamplesAreThePapers_then_scoresAreThePapers() {
        assertRouge(Rouge.of("police kill the gunman", List.of(LIN)), 0.75, 1 / 3.0, 0.75);
        assertRouge(Rouge.of("the gunman kill police", List.of(LIN)), 0.75, 1 / 3.0, 0.5);
    }

    @Test
    void when_aWordIsRepeated_then_itCountsAsOftenAsTheReferenceHasIt() {
        assertRouge(Rouge.of("the the the the", List.of("the cat")), 1 / 3.0, 0, 1 / 3.0);
    }

    @Test
    void when_thereAreSeveralReferences_then_theBestIsTakenForEachMeasure() {
        Rouge rouge = Rouge.of("a b c d", List.of("d c b a", "a b x y"));
        assertRouge(rouge, 1, 1 / 3.0, 0.5);
    }

    @Test
    void when_textsDifferInCaseAndPunctuation_then_onlyLettersOfAllScriptsCount() {
        assertRouge(Rouge.of("Über 21 Mio. €!", List.of("über 21 mio")), 1, 1, 1);
    }

    @Test
    void when_thereAreNoWords_then_theScoreIsZero() {
        assertRouge(Rouge.of("...", List.of("...")), 0, 0, 0);
        assertRouge(Rouge.of("", List.of("a b")), 0, 0, 0);
    }

    @Property(tries = 200)
    void always_theScoreLiesBetweenZeroAndOneAndIsSymmetric(@ForAll String a, @ForAll String b) {
        Rouge one = Rouge.of(a, List.of(b));
        Rouge other = Rouge.of(b, List.of(a));
        assertThat(List.of(one.one(), one.two(), one.longest()))
                .allMatch(value -> value >= 0 && value <= 1);
        assertThat(one.one()).isCloseTo(other.one(), within(1e-12));
        assertThat(one.longest()).isLessThanOrEqualTo(one.one() + 1e-12);
    }

    private static void assertRouge(Rouge rouge, double one, double two, double longest) {
        assertThat(rouge.one()).isCloseTo(one, within(1e-9));
        assertThat(rouge.two()).isCloseTo(two, within(1e-9));
        assertThat(rouge.longest()).isCloseTo(longest, within(1e-9));
    }
}

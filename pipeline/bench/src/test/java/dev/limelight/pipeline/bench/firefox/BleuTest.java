package dev.limelight.pipeline.bench.firefox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values by hand, from the definition. */
class BleuTest {

    @Test
    void when_textsAreTheReferences_then_itIsAHundred() {
        List<String> texts = List.of("One, two and 3.5 threes.", "It's (nearly) done - really!");
        assertThat(Bleu.of(texts, texts)).isCloseTo(100, within(1e-9));
    }

    @Test
    void when_aWordDiffers_then_itIsTheMeanOfThePrecisions() {
        double bleu = Bleu.of(List.of("a b c d e f"), List.of("a b c d e x"));
        double product = 5.0 / 6 * (4.0 / 5) * (3.0 / 4) * (2.0 / 3);
        assertThat(bleu).isCloseTo(100 * Math.pow(product, 0.25), within(1e-9));
    }

    @Test
    void when_aTextIsTooShort_then_brevityCosts() {
        double bleu = Bleu.of(List.of("a b c d e f g h"), List.of("a b c d e f"));
        assertThat(bleu).isCloseTo(100 * Math.exp(1 - 8.0 / 6), within(1e-9));
    }

    @Test
    void when_aWordIsRepeated_then_itCountsAsOftenAsInTheReference() {
        double bleu = Bleu.of(List.of("a b c d"), List.of("a b c d d"));
        double product = 4.0 / 5 * (3.0 / 4) * (2.0 / 3) * (1.0 / 2);
        assertThat(bleu).isCloseTo(100 * Math.pow(product, 0.25), within(1e-9));
    }

    @Test
    void when_thereAreManyTexts_then_countsAreAdded() {
        double bleu = Bleu.of(List.of("a b c d", "e f g h"), List.of("a b c d", "e f g x"));
        double product = 7.0 / 8 * (5.0 / 6) * (3.0 / 4) * (1.0 / 2);
        assertThat(bleu).isCloseTo(100 * Math.pow(product, 0.25), within(1e-9));
    }

    @Test
    void when_marksStandAtWords_then_theyAreWordsOfTheirOwn() {
        double glued = Bleu.of(List.of("a b , c d ."), List.of("a b, c d."));
        assertThat(glued).isCloseTo(100, within(1e-9));
        assertThat(Bleu.of(List.of("at 3.5 a b"), List.of("at 3 . 5 a b"))).isLessThan(100);
    }

    @Test
    void when_nothingIsCommon_then_itIsZero() {
        assertThat(Bleu.of(List.of("a b c d"), List.of("w x y z"))).isZero();
    }
}

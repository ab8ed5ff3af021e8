package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpanAttentionTest {

    private static final String TEXT = "abcdefghijkl";
    private static final TokenSpan END = new TokenSpan(1, 9, 9, true);

    @Test
    void when_wordsHaveSeveralTokens_then_sourceIsSummedAndTargetAveraged() {
        // "ab cd" in tokens a, b, cd, </s>; "xyz" in tokens x, yz.
        var attention =
                attention(
                        List.of(new Span(0, 2), new Span(3, 5)),
                        List.of(token(0, 1), token(1, 2), token(2, 5), END),
                        List.of(new Span(0, 3)),
                        List.of(token(0, 1), token(1, 3), END),
                        List.of(row(.1, .2, .2, .5), row(.1, .1, .6, .2), row(0, 0, 0, 1)));
        assertThat(attention.weights()[0][0]).isCloseTo((.3 / .5 + .2 / .8) / 2, within(1e-6));
        assertThat(attention.weights()[0][1]).isCloseTo((.2 / .5 + .6 / .8) / 2, within(1e-6));
        assertThat(attention.received()).isEqualTo(attention.weights()[0]);
    }

    @Test
    void when_oneTokenCoversTwoWords_then_theyShareItByTheirCharacters() {
        var attention =
                attention(
                        List.of(new Span(0, 3), new Span(4, 5)),
                        List.of(token(0, 5), END),
                        List.of(new Span(0, 1)),
                        List.of(token(0, 1)),
                        List.of(row(.5, .5)));
        assertThat(attention.weights()[0]).containsExactly(.75, .25);
    }

    @Test
    void when_allAttentionIsOnTheEnd_then_thereIsNoLink() {
        var attention =
                attention(
                        List.of(new Span(0, 1)),
                        List.of(token(0, 1), END),
                        List.of(new Span(0, 1)),
                        List.of(token(0, 1)),
                        List.of(row(0, 1)));
        assertThat(attention.links(0.25)).isEmpty();
    }

    @Test
    void when_punctuationGetsAttention_then_noWordHasIt() {
        var attention =
                attention(
                        List.of(new Span(0, 2)),
                        List.of(token(0, 2), token(2, 3), END),
                        List.of(new Span(0, 2)),
                        List.of(token(0, 2)),
                        List.of(row(.3, .1, .6)));
        assertThat(attention.weights()[0][0]).isCloseTo(.75, within(1e-6));
    }

    @Test
    void when_linksAreMade_then_theBestAndThoseAboveTheThreshold() {
        double[][] weights = {{.2, .3, .5}, {.1, .1, .1}, {0, 0, 0}};
        assertThat(new SpanAttention(weights).links(.3))
                .containsExactly(
                        new SpanLink(1, 0, .3), new SpanLink(2, 0, .5), new SpanLink(0, 1, .1));
    }

    @Test
    void when_allWordsLookAtOne_then_itIsAlignedWithTheFewThatStandForIt() {
        double[][] weights = {{.6, .4, 0}, {.9, .1, 0}, {.5, 0, .5}, {0, 0, 0}};
        assertThat(new SpanAttention(weights).alignment())
                .containsExactly(
                        new SpanLink(1, 0, .4), new SpanLink(0, 1, .9), new SpanLink(2, 2, .5));
    }

    @Test
    void when_thereIsNothing_then_nothing() {
        var attention = attention(List.of(), List.of(END), List.of(), List.of(END), List.of());
        assertThat(attention.links(0)).isEmpty();
        assertThat(attention.received()).isEmpty();
    }

    @Test
    void when_modelGaveNoAttention_then_thereIsNoLink() {
        var attention =
                attention(
                        List.of(new Span(0, 1)),
                        List.of(token(0, 1), END),
                        List.of(new Span(0, 1)),
                        List.of(token(0, 1), END),
                        List.of());
        assertThat(attention.links(0)).isEmpty();
    }

    @Property(tries = 500)
    void when_anythingIsAligned_then_theSharesHold(
            @ForAll long seed, @ForAll @IntRange(max = 12) int units) {
        var random = new Random(seed);
        List<Span> sourceWords = words(random, units);
        List<Span> targetWords = words(random, units);
        List<TokenSpan> source = tokens(random, units);
        List<TokenSpan> target = tokens(random, units);
        List<float[]> rows = new ArrayList<>();
        target.forEach(token -> rows.add(randomRow(random, source.size())));
        var attention = attention(sourceWords, source, targetWords, target, rows);

        for (double[] row : attention.weights()) {
            assertThat(Arrays.stream(row).sum()).isBetween(-1e-9, 1 + 1e-6);
        }
        double all = Arrays.stream(attention.received()).sum();
        assertThat(all).isBetween(0.0, targetWords.size() + 1e-6);
        for (int word = 0; word < targetWords.size(); word++) {
            checkLinks(attention, word, random.nextDouble());
        }
    }

    private static SpanAttention attention(
            List<Span> sourceWords,
            List<TokenSpan> source,
            List<Span> targetWords,
            List<TokenSpan> target,
            List<float[]> rows) {
        return SpanAttention.of(
                TokenShares.of(TEXT, source, sourceWords),
                TokenShares.of(TEXT, target, targetWords),
                rows);
    }

    /** The word with most attention is linked once, all links have enough, and none is missing. */
    private static void checkLinks(SpanAttention attention, int target, double threshold) {
        double[] row = attention.weights()[target];
        double best = Arrays.stream(row).max().orElse(0);
        List<SpanLink> links =
                attention.links(threshold).stream().filter(l -> l.target() == target).toList();
        assertThat(links.isEmpty()).isEqualTo(best <= 1e-9);
        assertThat(links)
                .allMatch(l -> l.weight() > 0 && l.weight() <= 1)
                .allMatch(l -> l.weight() >= threshold || row[l.source()] == best);
        long enough =
                Arrays.stream(row).filter(weight -> weight > 1e-9 && weight >= threshold).count();
        assertThat((long) links.size()).isGreaterThanOrEqualTo(enough);
    }

    private static List<Span> words(Random random, int units) {
        List<Span> words = new ArrayList<>();
        int at = 0;
        while (at < units) {
            int end = Math.min(units, at + 1 + random.nextInt(4));
            words.add(new Span(at, end));
            at = end + random.nextInt(2);
        }
        return words;
    }

    private static List<TokenSpan> tokens(Random random, int units) {
        List<TokenSpan> tokens = new ArrayList<>();
        int at = 0;
        while (at < units) {
            int end = Math.min(units, at + 1 + random.nextInt(3));
            tokens.add(token(at, end));
            at = end;
        }
        tokens.add(new TokenSpan(1, units, units, true));
        return tokens;
    }

    private static float[] randomRow(Random random, int length) {
        float[] row = new float[length];
        float sum = 0;
        for (int i = 0; i < length; i++) {
            row[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
            sum += row[i];
        }
        for (int i = 0; sum > 0 && i < length; i++) {
            row[i] /= sum;
        }
        return row;
    }

    private static TokenSpan token(int start, int end) {
        return new TokenSpan(7, start, end, false);
    }

    private static float[] row(double... weights) {
        float[] row = new float[weights.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) weights[i];
        }
        return row;
    }
}

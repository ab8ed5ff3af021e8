package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TokenSharesTest {

    private static final String LETTERS = "ab \u00a0\t\n,(\u6f22\u5b57\u0e01\ud83d\ude00";

    @Example
    void when_aTokenIsInsideOfASpan_then_itBelongsToItWhole() {
        TokenShares shares = shares("one two", List.of(token(0, 2), token(2, 3)), span(0, 3));
        assertThat(of(shares, 0)).containsExactly(1);
        assertThat(of(shares, 1)).containsExactly(1);
        assertThat(shares.counts()).containsExactly(2);
    }

    @Example
    void when_aTokenBeginsWithASpaceOrABracket_then_itBelongsToTheWordBehind() {
        TokenShares shares =
                shares("one (two", List.of(token(3, 8), token(3, 5)), span(0, 3), span(5, 8));
        assertThat(of(shares, 0)).containsExactly(0, 1);
        assertThat(of(shares, 1)).containsExactly(0, 0);
    }

    @Example
    void when_aTokenCoversTwoWords_then_eachHasItsCharactersOfIt() {
        TokenShares shares =
                shares("\u6771\u4eac\u90fd\u306b", List.of(token(0, 4)), span(0, 3), span(3, 4));
        assertThat(of(shares, 0)).containsExactly(.75, .25);
        assertThat(shares.counts()).containsExactly(.75, .25);
    }

    /** The space before a token lies in the sentence before it, when that is cut inside. */
    @Example
    void when_theSpaceOfATokenLiesInAnotherSpan_then_thatHasNothingOfIt() {
        TokenShares shares = shares("one two", List.of(token(3, 7)), span(0, 4), span(4, 7));
        assertThat(of(shares, 0)).containsExactly(0, 1);
    }

    @Example
    void when_aTokenLiesBetweenSpans_then_itBelongsToNone() {
        TokenShares shares =
                shares("one, two", List.of(token(3, 4), token(4, 5)), span(0, 3), span(5, 8));
        assertThat(shares.counts()).containsExactly(0, 0);
    }

    @Example
    void when_aTokenIsEmptyOrSpecialOrBehindTheEnd_then_itBelongsToNone() {
        TokenShares shares =
                shares(
                        "one",
                        List.of(
                                token(1, 1),
                                new TokenSpan(1, 0, 3, true),
                                token(3, 9),
                                token(7, 9)),
                        span(0, 3));
        assertThat(shares.counts()).containsExactly(0);
    }

    @Example
    void when_thereIsNothing_then_nothing() {
        assertThat(shares("", List.of()).counts()).isEmpty();
        assertThat(shares("one", List.of(token(0, 3))).row(new float[] {1})).isEmpty();
        assertThat(shares("one", List.of(), span(0, 3)).row(new float[0])).containsExactly(0);
    }

    @Example
    void when_aRowIsRead_then_specialTokensAreDroppedAndPunctuationKeepsItsPart() {
        TokenShares shares =
                shares(
                        "one,",
                        List.of(token(0, 3), token(3, 4), new TokenSpan(2, 4, 4, true)),
                        span(0, 3));
        assertThat(shares.row(new float[] {.3f, .1f, .6f})[0]).isCloseTo(.75, within(1e-6));
        assertThat(shares.row(new float[] {0, 0, 1})).containsExactly(0);
    }

    @Property(tries = 2000)
    void when_anythingIsDivided_then_aTokenIsWholeOrNowhere(
            @ForAll long seed, @ForAll @IntRange(max = 30) int units) {
        var random = new Random(seed);
        String text = text(random, units);
        List<Span> spans = spans(random, units);
        List<TokenSpan> tokens = tokens(random, units);
        TokenShares shares = TokenShares.of(text, tokens, spans);
        for (int i = 0; i < tokens.size(); i++) {
            double[] own = of(shares, i);
            double sum = Arrays.stream(own).sum();
            assertThat(sum).isCloseTo(touches(text, tokens.get(i), spans) ? 1 : 0, within(1e-9));
            for (int span = 0; span < own.length; span++) {
                assertThat(own[span] > 0)
                        .isEqualTo(touches(text, tokens.get(i), List.of(spans.get(span))));
            }
        }
        assertThat(Arrays.stream(shares.counts()).sum()).isBetween(0.0, tokens.size() + 1e-9);
    }

    @Property(tries = 500)
    void when_tokensComeInAnyOrder_then_theirSharesAreTheSame(
            @ForAll long seed, @ForAll @IntRange(max = 30) int units) {
        var random = new Random(seed);
        String text = text(random, units);
        List<Span> spans = spans(random, units);
        List<TokenSpan> tokens = tokens(random, units);
        List<TokenSpan> shuffled = new ArrayList<>(tokens);
        Collections.shuffle(shuffled, random);
        assertThat(TokenShares.of(text, shuffled, spans).counts())
                .containsExactly(TokenShares.of(text, tokens, spans).counts(), within(1e-9));
    }

    /** What words have of a row, their sentence has: the levels do not contradict each other. */
    @Property(tries = 500)
    void when_spansAreJoined_then_theirPartsOfARowAre(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int units) {
        var random = new Random(seed);
        String text = "a".repeat(units);
        List<Span> spans = spans(random, units).stream().filter(s -> s.end() > s.start()).toList();
        List<TokenSpan> tokens = tokens(random, units);
        float[] row = new float[tokens.size()];
        IntStream.range(0, row.length).forEach(i -> row[i] = random.nextFloat());
        double words = Arrays.stream(TokenShares.of(text, tokens, spans).row(row)).sum();
        double whole = Arrays.stream(shares(text, tokens, span(0, units)).row(row)).sum();
        assertThat(words).isBetween(-1e-9, whole + 1e-6);
        assertThat(whole).isBetween(-1e-9, 1 + 1e-6);
    }

    private static boolean touches(String text, TokenSpan token, List<Span> spans) {
        return !token.special()
                && IntStream.range(inkStart(text, token), inkEnd(text, token))
                        .anyMatch(
                                at ->
                                        spans.stream()
                                                .anyMatch(span -> span.overlap(at, at + 1) > 0));
    }

    private static int inkStart(String text, TokenSpan token) {
        return IntStream.range(token.start(), Math.min(text.length(), token.end()))
                .filter(at -> !isBlank(text.charAt(at)))
                .findFirst()
                .orElse(0);
    }

    private static int inkEnd(String text, TokenSpan token) {
        return IntStream.range(token.start(), Math.min(text.length(), token.end()))
                .filter(at -> !isBlank(text.charAt(at)))
                .map(at -> at + 1)
                .max()
                .orElse(0);
    }

    private static boolean isBlank(char unit) {
        return " \u00a0\t\n".indexOf(unit) >= 0;
    }

    private static String text(Random random, int units) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < units; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** In order and apart; some are empty. */
    private static List<Span> spans(Random random, int units) {
        List<Span> spans = new ArrayList<>();
        int at = 0;
        while (at < units) {
            int start = Math.min(units, at + random.nextInt(3));
            at = Math.min(units, start + random.nextInt(6));
            spans.add(span(start, at));
        }
        return spans;
    }

    /** Some empty, some special, some twice, some behind the end. */
    private static List<TokenSpan> tokens(Random random, int units) {
        List<TokenSpan> tokens = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int start = random.nextInt(units + 3);
            int end = start + random.nextInt(8);
            tokens.add(new TokenSpan(i, start, end, random.nextInt(5) == 0));
        }
        return tokens;
    }

    private static TokenShares shares(String text, List<TokenSpan> tokens, Span... spans) {
        return TokenShares.of(text, tokens, List.of(spans));
    }

    private static double[] of(TokenShares shares, int token) {
        double[] own = new double[shares.spans()];
        shares.forEach(token, (span, share) -> own[span] = share);
        return own;
    }

    private static TokenSpan token(int start, int end) {
        return new TokenSpan(7, start, end, false);
    }

    private static Span span(int start, int end) {
        return new Span(start, end);
    }
}

package dev.limelight.modelserver.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogitsProcessorsTest {

    private static final float NONE = Float.NEGATIVE_INFINITY;

    @Test
    void when_repetitionIsPenalized_then_earlierTokensAreLessLikelyWhateverTheirSign() {
        float[] scores = {2, -2, 3, -3};
        LogitsProcessors.repetitionPenalty(2).process(new int[] {0, 1, 0, 9}, scores);
        assertThat(scores).containsExactly(1, -4, 3, -3);
    }

    @Test
    void when_nGramsMustNotRepeat_then_whatFollowedTheSameTokensBeforeIsForbidden() {
        assertThat(forbidden(LogitsProcessors.noRepeatNgram(2), 5, 6, 5, 7, 5))
                .containsExactly(6, 7);
        assertThat(forbidden(LogitsProcessors.noRepeatNgram(3), 5, 6, 7, 5, 6)).containsExactly(7);
        assertThat(forbidden(LogitsProcessors.noRepeatNgram(1), 5, 6)).containsExactly(5, 6);
        assertThat(forbidden(LogitsProcessors.noRepeatNgram(4), 5, 6)).isEmpty();
    }

    @Test
    void when_nGramsMustNotBeCopied_then_thoseOfTheSourceAreForbidden() {
        var processor = LogitsProcessors.noCopiedNgram(2, new int[] {3, 4, 3, 6});
        assertThat(forbidden(processor, 0, 3)).containsExactly(4, 6);
        assertThat(forbidden(processor, 0, 6)).isEmpty();
    }

    @Test
    void when_allButTheLastTokenOfABadWordIsThere_then_theLastIsForbidden() {
        var config = withBadWords(List.of(List.of(4), List.of(5, 6), List.of(1)));
        assertThat(forbidden(config, 0, 2)).containsExactly(4);
        assertThat(forbidden(config, 0, 5)).containsExactly(4, 6);
    }

    @Test
    void when_aBadWordIsTheEnd_then_itIsPassedOver() {
        assertThat(forbidden(withBadWords(List.of(List.of(1))), 0)).isEmpty();
    }

    @Test
    void when_theMinimumLengthIsNotReached_then_theEndIsForbidden() {
        var processor = LogitsProcessors.minLength(3, List.of(1, 2));
        assertThat(forbidden(processor, 0, 5)).containsExactly(1, 2);
        assertThat(forbidden(processor, 0, 5, 5)).isEmpty();
    }

    @Test
    void when_aTokenIsForced_then_noOtherIsLeftAtItsPlace() {
        float[] scores = {1, 2, 3};
        LogitsProcessors.forced(2, 1).process(new int[] {0, 5}, scores);
        assertThat(scores).containsExactly(NONE, 0, NONE);
        assertThat(forbidden(LogitsProcessors.forced(2, 1), 0)).isEmpty();
    }

    /** With a forced first token the first that can be chosen is the second. */
    @Test
    void when_theFirstTokenIsForced_then_thoseSuppressedAtTheBeginningAreSoBehindIt() {
        var plain = beginSuppressed(OptionalInt.empty());
        assertThat(forbidden(plain, 0)).containsExactly(7);
        assertThat(forbidden(plain, 0, 3)).isEmpty();
        var forced = beginSuppressed(OptionalInt.of(3));
        assertThat(forbidden(forced, 0, 3)).containsExactly(7);
    }

    @Test
    void when_logitsAreRenormalized_then_whatIsLeftIsADistribution() {
        float[] scores = {1, NONE, 1, NONE};
        LogitsProcessors.renormalize(scores);
        float half = (float) Math.log(0.5);
        assertThat(scores).containsExactly(half, NONE, half, NONE);
        float[] none = {NONE, NONE};
        LogitsProcessors.renormalize(none);
        assertThat(none).containsExactly(NONE, NONE);
    }

    @Test
    void when_logitsAreMadeFinite_then_whatIsNoNumberIsReplaced() {
        float[] scores = {Float.NaN, NONE, Float.POSITIVE_INFINITY, 2};
        LogitsProcessors.makeFinite(scores);
        assertThat(scores).containsExactly(0, -Float.MAX_VALUE, Float.MAX_VALUE, 2);
    }

    @Test
    void when_aBadWordIsLongerThanWhatIsThere_then_itIsNotLookedFor() {
        assertThat(forbidden(withBadWords(List.of(List.of(0, 6))), 0)).isEmpty();
        assertThat(forbidden(withBadWords(List.of(List.of(0, 6))), 3, 0)).containsExactly(6);
    }

    private static List<LogitsProcessor> withBadWords(List<List<Integer>> words) {
        return LogitsProcessors.badWords(
                Configs.config(1, 1, EarlyStopping.FALSE, words, OptionalInt.empty(), List.of()));
    }

    private static List<LogitsProcessor> beginSuppressed(OptionalInt forcedBos) {
        return LogitsProcessors.of(
                Configs.config(1, 1, EarlyStopping.FALSE, List.of(), forcedBos, List.of(7)),
                new int[] {3, 1});
    }

    private static List<Integer> forbidden(LogitsProcessor processor, int... tokens) {
        return forbidden(List.of(processor), tokens);
    }

    private static List<Integer> forbidden(List<LogitsProcessor> processors, int... tokens) {
        float[] scores = new float[10];
        processors.forEach(processor -> processor.process(tokens, scores));
        return IntStream.range(0, 10).filter(i -> scores[i] == NONE).boxed().toList();
    }
}

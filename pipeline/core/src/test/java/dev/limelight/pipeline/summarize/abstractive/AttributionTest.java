package dev.limelight.pipeline.summarize.abstractive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.CrossAttention;
import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.api.GeneratedText;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.layout.SentenceKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {

    /** Three words; what the model gets is {@code "do: one two, six"}. */
    private static final Passage PASSAGE =
            new Passage(
                    0,
                    "one two, six",
                    List.of(word(0, 3, 5), word(4, 7, 6), word(9, 12, 7)),
                    List.of());

    private static final List<TokenSpan> SOURCE =
            List.of(
                    new TokenSpan(1, 0, 0, true),
                    new TokenSpan(9, 0, 0, true),
                    new TokenSpan(9, 0, 3, false),
                    new TokenSpan(9, 3, 7, false),
                    new TokenSpan(9, 7, 8, false),
                    new TokenSpan(9, 8, 10, false),
                    new TokenSpan(9, 10, 12, false),
                    new TokenSpan(2, 12, 12, true));

    private static final String WRITTEN = "Ab cd. Ef.";
    private static final List<Sentence> SENTENCES = List.of(sentence(0, 6), sentence(7, 10));
    private static final List<TokenSpan> TOKENS =
            List.of(
                    new TokenSpan(9, 0, 2, false),
                    new TokenSpan(9, 2, 6, false),
                    new TokenSpan(9, 6, 10, false),
                    new TokenSpan(2, 10, 10, true));

    @Test
    void when_tokensLook_then_eachHasOneVoteForItsSentence() {
        List<Stretch> stretches =
                attributed(
                        new float[] {.2f, .1f, .4f, 0, .1f, 0, 0, .2f},
                        new float[] {.5f, 0, .1f, .1f, 0, .1f, .1f, .1f},
                        new float[] {0, 0, 0, .25f, 0, .25f, .5f, 0},
                        new float[] {0, 0, 0, 0, 0, 0, 1, 0});
        assertThat(stretches).extracting(Stretch::start).containsExactly(0, 7);
        assertThat(stretches).extracting(Stretch::end).containsExactly(6, 10);
        assertThat(stretches).extracting(Stretch::tokens).containsExactly(2, 1);
        assertThat(stretches.get(0).light().first()).isEqualTo(5);
        assertShares(stretches.get(0), (1 + .25) / 2, .25 / 2, .5 / 2);
        assertShares(stretches.get(1), 0, .25, .75);
    }

    @Test
    void when_aSentenceLooksAtNoWord_then_itTakesTheMeanOfAll() {
        float[] onEnd = {0, 0, 0, 0, 0, 0, 0, 1};
        float[] onWord = {0, 0, 0, 1, 0, 0, 0, 0};
        List<Stretch> stretches = attributed(onEnd, onEnd, onWord, onEnd);
        assertShares(stretches.get(0), 0, 1, 0);
        assertShares(stretches.get(1), 0, 1, 0);
    }

    @Test
    void when_nothingIsLookedAt_then_allWordsHaveTheSame() {
        float[] none = new float[SOURCE.size()];
        for (Stretch stretch : attributed(none, none, none, none)) {
            assertShares(stretch, 1 / 3.0, 1 / 3.0, 1 / 3.0);
        }
        for (Stretch stretch : attributed()) {
            assertShares(stretch, 1 / 3.0, 1 / 3.0, 1 / 3.0);
        }
    }

    @Test
    void when_lightsAreMixed_then_whatTheyStandOnIsFollowed() {
        List<Stretch> stretches =
                List.of(
                        new Stretch(0, 1, 3, new Light(4, new float[] {.5f, .5f})),
                        new Stretch(1, 2, 1, new Light(2, new float[] {.25f, 0, .75f})));
        Light mixed = Light.mix(stretches, new double[] {3, 1});
        assertThat(mixed.first()).isEqualTo(2);
        assertThat(mixed.shares())
                .containsExactly(new float[] {.0625f, 0, .5625f, .375f}, within(1e-6f));
        double[] all = new double[7];
        mixed.addTo(all, 2);
        assertThat(all).containsExactly(new double[] {0, 0, .125, 0, 1.125, .75, 0}, within(1e-6));
    }

    private static List<Stretch> attributed(float[]... rows) {
        var text =
                new GeneratedText(
                        WRITTEN,
                        TOKENS,
                        new float[TOKENS.size()],
                        Float.NaN,
                        List.of(new CrossAttention(AttentionTap.mean(0), Arrays.asList(rows))));
        var result = new GenerateResult(SOURCE, List.of(text), List.of(), 0, 0);
        return Attribution.of(PASSAGE, SOURCE, WRITTEN, SENTENCES, result);
    }

    private static void assertShares(Stretch stretch, double... expected) {
        double[] shares = new double[expected.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = stretch.light().shares()[i];
        }
        assertThat(shares).containsExactly(expected, within(1e-6));
    }

    private static Stretch word(int start, int end, int number) {
        return new Stretch(start, end, 1, Light.of(number));
    }

    private static Sentence sentence(int start, int end) {
        return new Sentence(start, end, 0, SentenceKind.PROSE);
    }
}

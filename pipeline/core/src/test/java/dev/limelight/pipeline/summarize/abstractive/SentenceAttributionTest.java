package dev.limelight.pipeline.summarize.abstractive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceAttributionTest {

    /** Three words; what the model gets is {@code "do: one two, six"}. */
    private static final SummaryInput PASSAGE =
            new SummaryInput(
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
        List<AttributedSpan> spans =
                attributed(
                        new float[] {.2f, .1f, .4f, 0, .1f, 0, 0, .2f},
                        new float[] {.5f, 0, .1f, .1f, 0, .1f, .1f, .1f},
                        new float[] {0, 0, 0, .25f, 0, .25f, .5f, 0},
                        new float[] {0, 0, 0, 0, 0, 0, 1, 0});
        assertThat(spans).extracting(AttributedSpan::start).containsExactly(0, 7);
        assertThat(spans).extracting(AttributedSpan::end).containsExactly(6, 10);
        assertThat(spans).extracting(AttributedSpan::tokens).containsExactly(2.0, 1.0);
        assertThat(spans.get(0).source().first()).isEqualTo(5);
        assertShares(spans.get(0), (.8 + .25) / 1.8, .25 / 1.8, .5 / 1.8);
        assertShares(spans.get(1), 0, .25, .75);
    }

    @Test
    void when_aSentenceLooksAtNoWord_then_itTakesTheMeanOfAll() {
        float[] onEnd = {0, 0, 0, 0, 0, 0, 0, 1};
        float[] onWord = {0, 0, 0, 1, 0, 0, 0, 0};
        List<AttributedSpan> spans = attributed(onEnd, onEnd, onWord, onEnd);
        assertShares(spans.get(0), 0, 1, 0);
        assertShares(spans.get(1), 0, 1, 0);
    }

    @Test
    void when_nothingIsLookedAt_then_allWordsHaveTheSame() {
        float[] none = new float[SOURCE.size()];
        for (AttributedSpan span : attributed(none, none, none, none)) {
            assertShares(span, 1 / 3.0, 1 / 3.0, 1 / 3.0);
        }
        for (AttributedSpan span : attributed()) {
            assertShares(span, 1 / 3.0, 1 / 3.0, 1 / 3.0);
        }
    }

    @Test
    void when_spansAreMixed_then_theirWordsAre() {
        List<AttributedSpan> spans =
                List.of(
                        new AttributedSpan(0, 1, 3, new WordShares(4, new float[] {.5f, .5f})),
                        new AttributedSpan(
                                1, 2, 1, new WordShares(2, new float[] {.25f, 0, .75f})));
        WordShares mixed = AttributedSpan.sourceOf(spans, new double[] {3, 1});
        assertThat(mixed.first()).isEqualTo(2);
        assertThat(mixed.shares())
                .containsExactly(new float[] {.0625f, 0, .5625f, .375f}, within(1e-6f));
        double[] all = new double[7];
        mixed.addTo(all, 2);
        assertThat(all).containsExactly(new double[] {0, 0, .125, 0, 1.125, .75, 0}, within(1e-6));
    }

    private static List<AttributedSpan> attributed(float[]... rows) {
        var text =
                new GeneratedText(
                        WRITTEN,
                        TOKENS,
                        new float[TOKENS.size()],
                        Float.NaN,
                        List.of(new CrossAttention(AttentionTap.mean(0), Arrays.asList(rows))));
        return SentenceAttribution.of(PASSAGE, SOURCE, WRITTEN, SENTENCES, text);
    }

    private static void assertShares(AttributedSpan span, double... expected) {
        double[] shares = new double[expected.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = span.source().shares()[i];
        }
        assertThat(shares).containsExactly(expected, within(1e-6));
    }

    private static AttributedSpan word(int start, int end, int number) {
        return new AttributedSpan(start, end, 1, WordShares.of(number));
    }

    private static Sentence sentence(int start, int end) {
        return new Sentence(start, end, 0, SentenceKind.PROSE);
    }
}

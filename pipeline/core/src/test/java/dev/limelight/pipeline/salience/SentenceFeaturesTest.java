package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.DrawnFeatures;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By hand: lengths are squares, so that their roots are whole. */
class SentenceFeaturesTest {

    private static final AttentionTap TAP = AttentionTap.mean(5);
    private static final float[] NOWHERE = {0, 0};

    /** Sentences of 9 and 16 tokens in one chunk, and one of 25 in the next. */
    private static final SentenceFeatures TWO_CHUNKS =
            features(
                    3,
                    List.of(List.of(part(0), part(1)), List.of(part(2))),
                    attention(
                            new int[] {9, 16},
                            new float[] {1, 0, 0, 1},
                            new float[] {2, 4},
                            new float[] {0.2f, 0.6f},
                            new float[] {0.5f, 0.3f, 0.1f, 0.7f}),
                    attention(
                            new int[] {25},
                            new float[] {3, 4},
                            new float[] {4, 4},
                            new float[] {0.4f},
                            new float[] {0.9f}));

    /** One sentence, 16 of its tokens in one chunk and 9 in the next. */
    private static final SentenceFeatures SPLIT =
            features(
                    1,
                    List.of(List.of(new SentencePart(0, 0, 5)), List.of(new SentencePart(0, 5, 9))),
                    attention(
                            new int[] {16},
                            new float[] {1, 0},
                            new float[] {1, 0},
                            new float[] {0.5f},
                            new float[] {1}),
                    attention(
                            new int[] {9},
                            new float[] {0, 1},
                            new float[] {1, 0},
                            new float[] {0.5f},
                            new float[] {1}));

    @Test
    void when_clsLooks_then_attentionIsOverTheRootOfTheSentenceAndTimesTheRootOfTheChunk() {
        assertClose(TWO_CHUNKS.clsAttention(TAP), 5 * 0.2 / 3, 5 * 0.6 / 4, 5 * 0.4 / 5);
    }

    @Test
    void when_thereAreSeveralChunks_then_clsShareIsSharedInsideThemAndTheyWeighByTheirTokens() {
        assertClose(TWO_CHUNKS.clsShare(TAP), 0.5 * 0.25, 0.5 * 0.75, 0.5);
    }

    @Test
    void when_aSentenceLooksAtItself_then_receivedAttentionLeavesThatOut() {
        assertClose(TWO_CHUNKS.received(TAP), 0.5 * 0.25 / 3, 0.5 * 0.75 / 4, 0.5 / 5);
    }

    @Test
    void when_thereAreSeveralChunks_then_documentSimilarityIsTheCosineToTheirSum() {
        assertClose(TWO_CHUNKS.documentSimilarity(), 0.6, 0.8, 1);
    }

    @Test
    void when_thereAreSeveralChunks_then_degreeComparesSentencesAcrossThem() {
        assertClose(TWO_CHUNKS.degree(), 0 + 0.6, 0 + 0.8, 0.6 + 0.8);
    }

    @Test
    void when_aSentenceIsSplit_then_itGetsTheSumOfItsParts() {
        assertClose(SPLIT.tokens(), 25);
        assertClose(SPLIT.clsAttention(TAP), (4 * 0.5 + 3 * 0.5) / 5);
        assertClose(SPLIT.clsShare(TAP), 1);
        assertClose(SPLIT.documentSimilarity(), 0.64 / Math.hypot(0.64, 0.36));
    }

    @Test
    void when_aSentenceHasNoTokens_then_itGetsNothingAndBreaksNothing() {
        SentenceFeatures features =
                features(
                        2,
                        List.of(List.of(part(0), part(1))),
                        attention(
                                new int[] {0, 4},
                                new float[] {0, 0, 1, 0},
                                new float[] {1, 0},
                                new float[] {0, 0.5f},
                                new float[] {0, 0, 0, 0.5f}));
        assertClose(features.tokens(), 1, 4);
        assertClose(features.clsAttention(TAP), 0, 2 * 0.5 / 2);
        assertClose(features.clsShare(TAP), 0, 1);
        assertClose(features.documentSimilarity(), 0, 1);
        assertClose(features.degree(), 0, 0);
    }

    @Test
    void when_aChunkIsWhiteSpaceAlone_then_itChangesNothing() {
        ChunkAttention read =
                attention(
                        new int[] {4},
                        new float[] {1, 0},
                        new float[] {1, 0},
                        new float[] {0.5f},
                        new float[] {1});
        ChunkAttention blank =
                attention(new int[0], new float[0], NOWHERE, new float[0], new float[0]);
        SentenceFeatures features = features(1, List.of(List.of(part(0)), List.of()), read, blank);
        assertClose(features.clsShare(TAP), 1);
        assertClose(features.received(TAP), 0.5);
        assertClose(features.documentSimilarity(), 1);
    }

    @Test
    void when_aChunkHasNoAttention_then_itsSentencesAreEqual() {
        SentenceFeatures features =
                features(
                        2,
                        List.of(List.of(part(0), part(1))),
                        attention(
                                new int[] {1, 1},
                                new float[] {0, 0, 1, 0},
                                new float[] {1, 0},
                                NOWHERE,
                                new float[] {0, 0, 0, 0}));
        assertClose(features.clsShare(TAP), 0, 0);
        assertClose(features.received(TAP), 0.5, 0.5);
    }

    @Test
    void when_aMapWasNotAskedFor_then_itIsRefusedWithThoseThatWere() {
        assertThatThrownBy(() -> TWO_CHUNKS.clsAttention(AttentionTap.mean(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no attention of layer 9 was asked for, only of [layer 5]");
    }

    private static void assertClose(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, within(1e-6));
    }

    private static SentencePart part(int sentence) {
        return new SentencePart(sentence, sentence * 10, sentence * 10 + 9);
    }

    private static SentenceFeatures features(
            int n, List<List<SentencePart>> parts, ChunkAttention... glances) {
        return new SentenceFeatures(
                new Assembled(
                        DrawnFeatures.document("by-hand", n),
                        IntStream.range(0, glances.length)
                                .mapToObj(i -> DrawnFeatures.reading(i, parts, glances[i]))
                                .toList()));
    }

    private static ChunkAttention attention(
            int[] tokens, float[] vectors, float[] sum, float[] fromCls, float[] among) {
        return new ChunkAttention(
                IntStream.of(tokens).sum() + 2,
                2,
                floats(tokens),
                vectors,
                sum,
                List.of(new SentenceAttention(TAP, fromCls, among)),
                null,
                new int[0],
                new int[0],
                new float[0]);
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> floats[i] = values[i]);
        return floats;
    }
}

package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.DrawnFeatures;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalienceScorerTest {

    private static final double DIM = 1 / (1 + Math.exp(2));

    /** Two sentences; the first is split between two chunks, a word in each. */
    private static final Assembled SPLIT = split();

    @Test
    void when_sentencesAreScored_then_sharesAreTheSoftmaxOfStandardScores() {
        assertThat(score(10, 30).scores())
                .containsExactly(new double[] {DIM, 1 - DIM}, within(1e-12));
    }

    @Test
    void when_aDocumentIsScored_then_salienceTellsItsMethodAndItsDocument() {
        assertThat(score(1, 2).method()).isEqualTo("fixed");
        assertThat(score(1, 2).assembled()).isSameAs(SPLIT);
    }

    @Test
    void when_aSentenceIsInSeveralChunks_then_itIsDividedAmongItsWordsInAll() {
        assertThat(score(10, 30).words().subList(0, 2))
                .extracting(ScoredWord::score)
                .satisfies(
                        scores -> {
                            assertThat(scores.get(0)).isCloseTo(DIM / 4, within(1e-12));
                            assertThat(scores.get(1)).isCloseTo(DIM * 3 / 4, within(1e-12));
                        });
    }

    @Test
    void when_wordsGotNothing_then_theyDivideTheirSentenceEvenly() {
        assertThat(score(10, 30).words().subList(2, 4))
                .extracting(ScoredWord::score)
                .allSatisfy(s -> assertThat(s).isCloseTo((1 - DIM) / 2, within(1e-12)));
    }

    @Test
    void when_wordsAreScored_then_theyStandWhereTheChunksSaid() {
        assertThat(score(1, 2).words())
                .extracting(ScoredWord::start, ScoredWord::end)
                .map(tuple -> tuple.toList().toString())
                .containsExactly("[0, 4]", "[5, 8]", "[10, 14]", "[15, 18]");
    }

    private static Salience score(double... raw) {
        var method = new SalienceMethod("fixed", "", List.of(), false, false, features -> raw);
        return SalienceScorer.score(method, SPLIT);
    }

    private static Assembled split() {
        List<List<SentencePart>> parts =
                List.of(
                        List.of(new SentencePart(0, 0, 5)),
                        List.of(new SentencePart(0, 5, 9), new SentencePart(1, 10, 19)));
        return new Assembled(
                DrawnFeatures.document("split", 2),
                List.of(
                        DrawnFeatures.reading(
                                0, parts, attention(1, new int[] {0}, new int[] {4}, 0.25f)),
                        DrawnFeatures.reading(
                                1,
                                parts,
                                attention(
                                        2,
                                        new int[] {5, 10, 15},
                                        new int[] {8, 14, 18},
                                        0.75f,
                                        0,
                                        0))));
    }

    private static ChunkAttention attention(int parts, int[] starts, int[] ends, float... weights) {
        return new ChunkAttention(
                parts + 2,
                1,
                new float[parts],
                new float[parts],
                new float[1],
                List.of(),
                null,
                starts,
                ends,
                weights);
    }
}

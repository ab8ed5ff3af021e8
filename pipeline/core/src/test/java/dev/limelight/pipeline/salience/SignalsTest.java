package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.DrawnSignals;
import dev.limelight.pipeline.inference.Glance;
import dev.limelight.pipeline.inference.SentenceAttention;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By hand: lengths are squares, so that their roots are whole. */
class SignalsTest {

    private static final String VIEW = "layer 5";
    private static final float[] NOWHERE = {0, 0};

    /** Sentences of 9 and 16 tokens in one chunk, and one of 25 in the next. */
    private static final Signals TWO_CHUNKS =
            signals(
                    3,
                    List.of(List.of(part(0), part(1)), List.of(part(2))),
                    glance(
                            new int[] {9, 16},
                            new float[] {1, 0, 0, 1},
                            new float[] {2, 4},
                            new float[] {0.2f, 0.6f},
                            new float[] {0.5f, 0.3f, 0.1f, 0.7f}),
                    glance(
                            new int[] {25},
                            new float[] {3, 4},
                            new float[] {4, 4},
                            new float[] {0.4f},
                            new float[] {0.9f}));

    /** One sentence, 16 of its tokens in one chunk and 9 in the next. */
    private static final Signals SPLIT =
            signals(
                    1,
                    List.of(List.of(new SentencePart(0, 0, 5)), List.of(new SentencePart(0, 5, 9))),
                    glance(
                            new int[] {16},
                            new float[] {1, 0},
                            new float[] {1, 0},
                            new float[] {0.5f},
                            new float[] {1}),
                    glance(
                            new int[] {9},
                            new float[] {0, 1},
                            new float[] {1, 0},
                            new float[] {0.5f},
                            new float[] {1}));

    @Test
    void mass_is_over_the_root_of_the_sentence_and_times_the_root_of_the_chunk() {
        assertClose(TWO_CHUNKS.mass(VIEW), 5 * 0.2 / 3, 5 * 0.6 / 4, 5 * 0.4 / 5);
    }

    @Test
    void cls_share_is_shared_inside_chunks_that_weigh_by_their_tokens() {
        assertClose(TWO_CHUNKS.clsShare(VIEW), 0.5 * 0.25, 0.5 * 0.75, 0.5);
    }

    @Test
    void received_attention_leaves_out_what_a_sentence_gives_itself() {
        assertClose(TWO_CHUNKS.received(VIEW), 0.5 * 0.25 / 3, 0.5 * 0.75 / 4, 0.5 / 5);
    }

    @Test
    void likeness_is_the_cosine_to_the_sum_over_all_chunks() {
        assertClose(TWO_CHUNKS.likeness(), 0.6, 0.8, 1);
    }

    @Test
    void degree_compares_sentences_across_chunks() {
        assertClose(TWO_CHUNKS.degree(), 0 + 0.6, 0 + 0.8, 0.6 + 0.8);
    }

    @Test
    void split_sentence_gets_the_sum_of_its_parts() {
        assertClose(SPLIT.tokens(), 25);
        assertClose(SPLIT.mass(VIEW), (4 * 0.5 + 3 * 0.5) / 5);
        assertClose(SPLIT.clsShare(VIEW), 1);
        assertClose(SPLIT.likeness(), 0.64 / Math.hypot(0.64, 0.36));
    }

    @Test
    void sentence_without_tokens_gets_nothing_and_breaks_nothing() {
        Signals signals =
                signals(
                        2,
                        List.of(List.of(part(0), part(1))),
                        glance(
                                new int[] {0, 4},
                                new float[] {0, 0, 1, 0},
                                new float[] {1, 0},
                                new float[] {0, 0.5f},
                                new float[] {0, 0, 0, 0.5f}));
        assertClose(signals.tokens(), 1, 4);
        assertClose(signals.mass(VIEW), 0, 2 * 0.5 / 2);
        assertClose(signals.clsShare(VIEW), 0, 1);
        assertClose(signals.likeness(), 0, 1);
        assertClose(signals.degree(), 0, 0);
    }

    @Test
    void chunk_of_white_space_alone_changes_nothing() {
        Glance read =
                glance(
                        new int[] {4},
                        new float[] {1, 0},
                        new float[] {1, 0},
                        new float[] {0.5f},
                        new float[] {1});
        Glance blank = glance(new int[0], new float[0], NOWHERE, new float[0], new float[0]);
        Signals signals = signals(1, List.of(List.of(part(0)), List.of()), read, blank);
        assertClose(signals.clsShare(VIEW), 1);
        assertClose(signals.received(VIEW), 0.5);
        assertClose(signals.likeness(), 1);
    }

    @Test
    void view_that_was_not_asked_for_is_refused_with_those_that_were() {
        assertThatThrownBy(() -> TWO_CHUNKS.mass("layer 9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no attention of layer 9 was asked for, only of [layer 5]");
    }

    private static void assertClose(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, within(1e-6));
    }

    private static SentencePart part(int sentence) {
        return new SentencePart(sentence, sentence * 10, sentence * 10 + 9);
    }

    private static Signals signals(int n, List<List<SentencePart>> parts, Glance... glances) {
        return new Signals(
                new Assembled(
                        DrawnSignals.document("by-hand", n),
                        IntStream.range(0, glances.length)
                                .mapToObj(i -> DrawnSignals.reading(i, parts, glances[i]))
                                .toList()));
    }

    private static Glance glance(
            int[] tokens, float[] vectors, float[] sum, float[] fromCls, float[] among) {
        return new Glance(
                IntStream.of(tokens).sum() + 2,
                2,
                tokens,
                vectors,
                sum,
                List.of(new SentenceAttention(VIEW, fromCls, among)),
                new int[0],
                new int[0],
                new float[0]);
    }
}

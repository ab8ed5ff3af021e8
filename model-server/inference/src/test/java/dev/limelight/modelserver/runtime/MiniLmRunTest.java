package dev.limelight.modelserver.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.fixture.TestModels;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real weights below the batcher, with paddings that the batcher would never choose. */
@Tag("slow")
class MiniLmRunTest {

    private static final int WIDTH = 384;
    private static final String HIDDEN = "output_0";
    private static final List<AttentionTap> TAPS = AttentionTap.means(6);
    private static final Set<String> ALL =
            Set.of(
                    HIDDEN,
                    OnnxGraph.attentionOutput(AttentionTap.mean(0)),
                    OnnxGraph.attentionOutput(AttentionTap.mean(3)),
                    OnnxGraph.attentionOutput(AttentionTap.mean(5)));

    private static OnnxGraph graph;
    private static OnnxModel model;

    @BeforeAll
    static void open() {
        graph = OnnxGraph.read(TestModels.miniLm());
        model = OnnxModel.open(graph.withAttention(TAPS, 12), 2);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static List<TokenSpan> text(int length, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, length)
                .mapToObj(i -> new TokenSpan(1000 + random.nextInt(29_000), i, i + 1, false))
                .toList();
    }

    private static Map<String, float[]> run(int columns, List<List<TokenSpan>> texts) {
        return model.run(TokenBatch.padded(texts, columns), ALL);
    }

    @Test
    void when_attentionIsTapped_then_itsRowsSumToOneAndGivePaddingNothing() {
        List<List<TokenSpan>> texts = List.of(text(5, 1), text(37, 2), text(64, 3));
        int columns = 71;
        Map<String, float[]> out = run(columns, texts);
        for (String name : ALL) {
            for (int row = 0; row < texts.size() && !name.equals(HIDDEN); row++) {
                checkMap(out.get(name), row, columns, texts.get(row).size());
            }
        }
    }

    private static void checkMap(float[] map, int row, int columns, int length) {
        for (int target = 0; target < length; target++) {
            int from = (row * columns + target) * columns;
            float[] weights = Arrays.copyOfRange(map, from, from + length);
            float[] padding = Arrays.copyOfRange(map, from + length, from + columns);
            double sum = IntStream.range(0, length).mapToDouble(i -> weights[i]).sum();
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(padding).containsOnly(0f);
        }
    }

    @Test
    void when_attentionIsTapped_then_hiddenStatesAreTheSameBitsAsWithout() {
        TokenBatch batch = TokenBatch.of(List.of(text(5, 1), text(130, 2), text(64, 3)));
        try (OnnxModel untapped = OnnxModel.open(graph, 2)) {
            assertThat(model.run(batch, Set.of(HIDDEN)).get(HIDDEN))
                    .isEqualTo(untapped.run(batch, Set.of(HIDDEN)).get(HIDDEN));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 129, 200, 255})
    void when_batchAndPaddingDiffer_then_theResultIsTheSameBits(int length) {
        List<TokenSpan> text = text(length, length);
        Map<String, float[]> alone = run(length, List.of(text));
        Random random = new Random(length);
        for (int i = 0; i < 5; i++) {
            int columns = length + random.nextInt(60);
            int mates = random.nextInt(6);
            List<List<TokenSpan>> texts =
                    IntStream.rangeClosed(0, mates)
                            .mapToObj(m -> m == mates ? text : text(1 + m * columns / 7, m))
                            .toList();
            assertSameBits(alone, run(columns, texts), length, mates, columns);
        }
    }

    private static void assertSameBits(
            Map<String, float[]> alone,
            Map<String, float[]> among,
            int length,
            int row,
            int columns) {
        int from = row * columns * WIDTH;
        assertThat(Arrays.copyOfRange(among.get(HIDDEN), from, from + length * WIDTH))
                .isEqualTo(alone.get(HIDDEN));
        for (String name : ALL) {
            for (int target = 0; target < length && !name.equals(HIDDEN); target++) {
                int at = (row * columns + target) * columns;
                assertThat(Arrays.copyOfRange(among.get(name), at, at + length))
                        .as("%s of %d tokens, row %d of %d columns", name, length, row, columns)
                        .isEqualTo(
                                Arrays.copyOfRange(
                                        alone.get(name), target * length, (target + 1) * length));
            }
        }
    }

    @Test
    void when_anIdIsOutsideTheVocabulary_then_itFailsAndLeavesTheModelUsable() {
        List<TokenSpan> bad = List.of(new TokenSpan(40_000, 0, 1, false));
        assertThatThrownBy(() -> run(1, List.of(bad)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("1 x 1 tokens");
        assertThat(run(3, List.of(text(3, 1))).get(HIDDEN)).hasSize(3 * WIDTH);
    }

    @Test
    void when_closed_then_runFailsInsteadOfCrashing() {
        OnnxModel closed = OnnxModel.open(graph.withAttention(List.of(), 12), 1);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.run(TokenBatch.of(List.of(text(3, 1))), Set.of(HIDDEN)))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.category()).isEqualTo(ModelException.Category.CLOSED));
    }
}

package dev.limelight.modelserver.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.fixture.TestModels;
import dev.limelight.modelserver.runtime.graph.OnnxGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single heads of the real weights, against all heads as the unreduced map gives them. */
@Tag("slow")
class HeadTapTest {

    private static final int HEADS = 12;
    private static final int LAYER = 4;
    private static final int COLUMNS = 23;
    private static final int[] LENGTHS = {23, 9};
    private static final int MAP = LENGTHS.length * COLUMNS * COLUMNS;

    private static final byte[] FILE = TestModels.miniLm();

    /** {@code [batch, heads, target, source]}. */
    private static float[] allHeads;

    private static Map<String, float[]> tapped;

    @BeforeAll
    static void run() throws IOException {
        List<List<TokenSpan>> texts = Arrays.stream(LENGTHS).mapToObj(HeadTapTest::text).toList();
        TokenBatch batch = TokenBatch.padded(texts, COLUMNS);
        OnnxGraph graph = OnnxGraph.read(FILE);
        String map = graph.attentionMaps().get(LAYER);
        allHeads = run(withOutput(map), batch, Set.of(map)).get(map);
        tapped = run(graph.withAttention(taps(), HEADS), batch, names());
    }

    @Test
    void when_aHeadIsTapped_then_itIsTheSameBitsAsInTheWholeMap() {
        for (int head = 0; head < HEADS; head++) {
            assertThat(tapped(AttentionTap.head(LAYER, head)))
                    .as("head %d", head)
                    .isEqualTo(whole(head));
        }
    }

    @Test
    void when_twoHeadsAreTapped_then_theyDiffer() {
        Set<Integer> different =
                IntStream.range(0, HEADS)
                        .mapToObj(head -> Arrays.hashCode(tapped(AttentionTap.head(LAYER, head))))
                        .collect(Collectors.toSet());
        assertThat(different).hasSize(HEADS);
    }

    @Test
    void when_theMeanIsTapped_then_itIsTheMeanOfAllHeads() {
        float[] mean = tapped(AttentionTap.mean(LAYER));
        for (int i = 0; i < MAP; i++) {
            double sum = 0;
            for (int head = 0; head < HEADS; head++) {
                sum += tapped(AttentionTap.head(LAYER, head))[i];
            }
            assertThat((double) mean[i]).isCloseTo(sum / HEADS, within(1e-6));
        }
    }

    @Test
    void when_aHeadIsTapped_then_itsRowsSumToOneAndGivePaddingNothing() {
        float[] map = tapped(AttentionTap.head(LAYER, 5));
        for (int text = 0; text < LENGTHS.length; text++) {
            for (int target = 0; target < LENGTHS[text]; target++) {
                int from = (text * COLUMNS + target) * COLUMNS;
                double sum =
                        IntStream.range(0, LENGTHS[text]).mapToDouble(i -> map[from + i]).sum();
                assertThat(sum).isCloseTo(1, within(1e-5));
                for (int source = LENGTHS[text]; source < COLUMNS; source++) {
                    assertThat(map[from + source]).isZero();
                }
            }
        }
    }

    @Test
    void when_aHeadDoesNotExist_then_itIsRefusedWithTheRange() {
        OnnxGraph graph = OnnxGraph.read(FILE);
        assertThatThrownBy(() -> graph.withAttention(List.of(AttentionTap.head(4, 12)), HEADS))
                .isInstanceOf(ModelException.class)
                .hasMessage("attention of layer 4 head 12, expected heads 0 to 11");
    }

    private static Map<String, float[]> run(OnnxGraph graph, TokenBatch batch, Set<String> names) {
        try (OnnxModel model = OnnxModel.open(graph, 2)) {
            return model.run(batch, names);
        }
    }

    private static float[] tapped(AttentionTap tap) {
        return tapped.get(OnnxGraph.attentionOutput(tap));
    }

    private static float[] whole(int head) {
        int map = COLUMNS * COLUMNS;
        float[] whole = new float[MAP];
        for (int text = 0; text < LENGTHS.length; text++) {
            System.arraycopy(allHeads, (text * HEADS + head) * map, whole, text * map, map);
        }
        return whole;
    }

    private static List<AttentionTap> taps() {
        List<AttentionTap> taps = new ArrayList<>(List.of(AttentionTap.mean(LAYER)));
        IntStream.range(0, HEADS).forEach(head -> taps.add(AttentionTap.head(LAYER, head)));
        return taps;
    }

    private static Set<String> names() {
        return taps().stream().map(OnnxGraph::attentionOutput).collect(Collectors.toSet());
    }

    /** The graph as it was exported, with one more output. */
    private static OnnxGraph withOutput(String name) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(FILE).toBuilder();
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
        model.getGraphBuilder()
                .addOutput(
                        ValueInfoProto.newBuilder()
                                .setName(name)
                                .setType(TypeProto.newBuilder().setTensorType(tensor)));
        return OnnxGraph.read(model.build().toByteArray());
    }

    private static List<TokenSpan> text(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> new TokenSpan(1000 + 997 * i, i, i + 1, false))
                .toList();
    }
}

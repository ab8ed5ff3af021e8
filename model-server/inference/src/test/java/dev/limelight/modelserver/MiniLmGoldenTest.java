package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import dev.limelight.modelserver.api.AttentionMap;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.EncodeRequest;
import dev.limelight.modelserver.api.Encoded;
import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.modelserver.api.TokenSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the reference libraries, see test-data/scripts/minilm_golden.py. */
@Tag("slow")
class MiniLmGoldenTest {

    private static final Path FILE = Path.of("..", "..", "test-data", "golden", "minilm.json");

    private record Golden(
            String text,
            int[] ids,
            int[] special,
            int[][] spans,
            int[] rows,
            double[][] hidden,
            Map<Integer, double[][]> attention) {}

    @Test
    void texts_giveWhatTheReferenceGives() throws IOException {
        Golden[] cases = new Gson().fromJson(Files.readString(FILE), Golden[].class);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(8);
        try (EncoderClient client = EmbeddedModels.openEncoder(EncoderOptions.defaults())) {
            List<CompletableFuture<Encoded>> answers =
                    Arrays.stream(cases)
                            .map(
                                    c ->
                                            client.encode(
                                                    new EncodeRequest(
                                                            c.text(),
                                                            List.of(
                                                                    AttentionTap.mean(0),
                                                                    AttentionTap.mean(5)))))
                            .toList();
            for (int i = 0; i < cases.length; i++) {
                check(cases[i], answers.get(i).join());
            }
        }
    }

    private static void check(Golden golden, Encoded encoded) {
        assertThat(encoded.tokens()).extracting(TokenSpan::id).isEqualTo(boxed(golden.ids()));
        for (int i = 0; i < golden.ids().length; i++) {
            TokenSpan token = encoded.tokens().get(i);
            assertThat(token.special()).isEqualTo(golden.special()[i] == 1);
            if (!token.special()) {
                assertThat(List.of(token.start(), token.end())).isEqualTo(boxed(golden.spans()[i]));
            }
        }
        for (int i = 0; i < golden.rows().length; i++) {
            int from = golden.rows()[i] * encoded.width();
            assertClose(encoded.hidden(), from, golden.hidden()[i]);
            for (AttentionMap map : encoded.attention()) {
                assertClose(
                        map.weights(),
                        golden.rows()[i] * map.tokens(),
                        golden.attention().get(map.tap().layer())[i]);
            }
        }
    }

    private static void assertClose(float[] actual, int from, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[from + i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

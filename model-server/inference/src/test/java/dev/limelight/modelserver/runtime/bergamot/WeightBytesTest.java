package dev.limelight.modelserver.runtime.bergamot;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.runtime.OnnxRuntime;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq.Taps;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Weights as signed and as unsigned bytes are the same numbers. */
@Tag("slow")
class WeightBytesTest {

    private static final Path MODEL =
            Path.of("..", "..", "test-data", "bergamot", "separate", "model.bin");
    private static final int UNKNOWN = 1;
    private static final int STEPS = 12;

    @Test
    void when_bytesAreUnsigned_then_theirProductsAreExactOnEveryProcessor() throws OrtException {
        assertThat(new ByteProducts(OnnxRuntime.environment(), WeightBytes.UNSIGNED).areExact())
                .isTrue();
    }

    @Test
    void when_aProductIsCutOffAt16Bits_then_itIsNotExact() {
        assertThat(ByteProducts.areExact(new float[][] {{2_064_512f, -2_064_512f}})).isTrue();
        // 32 pairs of products, each cut off.
        assertThat(ByteProducts.areExact(new float[][] {{32 * 32_767f, -32 * 32_768f}})).isFalse();
    }

    @Test
    void when_signedProductsAreExactHere_then_unsignedOnesGiveTheSameLogits() throws OrtException {
        assertThat(logits(WeightBytes.UNSIGNED))
                .isEqualTo(logits(ByteProducts.exact(OnnxRuntime.environment())));
    }

    private static List<String> logits(WeightBytes bytes) {
        byte[] file = BergamotFiles.read(MODEL);
        var weights = BergamotWeights.parse(MODEL.toString(), ByteBuffer.wrap(file));
        var parts = new BergamotModel.Parts(weights, null, UNKNOWN);
        var taps = new Taps(List.of(AttentionTap.head(3, 0)), List.of());
        List<String> all = new ArrayList<>();
        try (var model = BergamotModel.open(parts, taps, 1, bytes);
                var decoding =
                        BergamotDecoding.start(
                                model,
                                List.of(new int[] {5, 9, 23, 0}, new int[] {7, 0}),
                                List.of(new int[0], new int[0]))) {
            int[] tokens = {0, 0};
            for (int step = 0; step < STEPS; step++) {
                List<StepRow> rows = decoding.next(new int[] {0, 1}, tokens);
                for (int row = 0; row < tokens.length; row++) {
                    float[] logits = new float[rows.get(row).vocabulary()];
                    rows.get(row).logits(logits);
                    all.add(Arrays.toString(logits));
                    tokens[row] = rows.get(row).likeliest();
                }
            }
        }
        return all;
    }
}

package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.SamplePrecision;
import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq.Taps;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class SampleBundleTest {

    private static final Taps TAPS = new Taps(List.of(AttentionTap.mean(1)), List.of());

    /** A cache that went wrong, or a mask, would make a text depend on what is beside it. */
    @ParameterizedTest
    @EnumSource(SamplePrecision.class)
    void when_aSampleGenerates_then_itHasAttentionAndTheLengthAsked(
            SamplePrecision precision, @TempDir Path folder) throws Exception {
        SampleBundle.write(folder, SampleSize.TINY, List.of(precision));
        Seq2SeqBundle bundle = Seq2SeqBundle.read(folder, precision.suffix());
        int[] text = {5, 60, 7, 0};
        int[] longer = {9, 8, 7, 6, 5, 4, 3, 0};
        var config = bundle.generationConfig("{\"max_new_tokens\": 9}");
        try (var model = Seq2SeqModel.open(bundle, TAPS, 1)) {
            Generated alone = Sequences.of(model, List.of(text), config).get(0).get(0);
            Generated beside = Sequences.of(model, List.of(longer, text), config).get(1).get(0);
            assertThat(alone.tokens()).hasSize(9).doesNotContain(0);
            assertThat(beside.tokens()).hasSize(9);
            if (precision != SamplePrecision.DYNAMIC) {
                assertThat(beside.tokens()).isEqualTo(alone.tokens());
            }
            float[] looked = alone.crossAttention().get(8).get(0);
            assertThat(looked).hasSize(4);
            assertThat(looked[0] + looked[1] + looked[2] + looked[3]).isBetween(0.99f, 1.01f);
        }
    }
}

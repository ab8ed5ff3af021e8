package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.generation.EarlyStopping;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class Seq2SeqBundleTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "seq2seq");

    @TempDir private Path folder;

    @Test
    void when_settingsAreNotChanged_then_thoseOfTheBundleHold() {
        Seq2SeqBundle bundle = Seq2SeqBundle.read(DATA.resolve("bart-split"), "");
        var config = bundle.generationConfig("{}");
        assertThat(config.decoderStartTokenId()).isEqualTo(2);
        assertThat(config.eosTokenIds()).containsExactly(2);
        assertThat(config.forcedEosTokenId()).hasValue(2);
        assertThat(config.maxNewTokens()).isEqualTo(19);
        var changed =
                bundle.generationConfig(
                        "{\"num_beams\":4,\"early_stopping\":\"never\",\"eos_token_id\":[2,5],"
                                + "\"forced_eos_token_id\":null,\"max_new_tokens\":7}");
        assertThat(changed.numBeams()).isEqualTo(4);
        assertThat(changed.earlyStopping()).isEqualTo(EarlyStopping.NEVER);
        assertThat(changed.eosTokenIds()).containsExactly(2, 5);
        assertThat(changed.forcedEosTokenId()).isEmpty();
        assertThat(changed.maxNewTokens()).isEqualTo(7);
    }

    @Test
    void when_aSettingIsOfAnotherType_then_itIsNamedWithWhatWasExpected() {
        assertRefused("{\"num_beams\":\"four\"}", "num_beams is \"four\", expected a whole number");
        assertRefused("{\"num_beams\":1.5}", "num_beams is 1.5, expected a whole number");
        assertRefused("{\"early_stopping\":\"soon\"}", "early_stopping is soon, expected true");
        assertRefused("{\"bad_words_ids\":7}", "bad_words_ids is 7, expected a list of lists");
        assertRefused("[]", "the settings is no JSON object, expected one");
    }

    @Test
    void when_aSettingIsNotSupported_then_itIsRefusedAndNotPassedOver() {
        assertRefused("{\"do_sample\":true}", "do_sample is true, expected false; nothing else");
        assertRefused(
                "{\"sequence_bias\":[[[1],2.0]]}", "sequence_bias is [[[1],2.0]], expected null");
        Seq2SeqBundle bundle = Seq2SeqBundle.read(DATA.resolve("t5-split"), "");
        assertThat(bundle.generationConfig("{\"do_sample\":false}").numBeams()).isEqualTo(1);
    }

    @Test
    void when_aValueMakesNoSense_then_itIsNamed() {
        Seq2SeqBundle bundle = Seq2SeqBundle.read(DATA.resolve("t5-split"), "");
        assertThatThrownBy(() -> bundle.generationConfig("{\"num_return_sequences\":2}"))
                .hasMessage("num_return_sequences is 2, expected at most num_beams, 1");
        assertThatThrownBy(() -> bundle.generationConfig("{\"max_new_tokens\":0}"))
                .hasMessage("max_new_tokens is 0, expected at least 1");
    }

    @Test
    void when_aGraphIsMissing_then_itIsNamedBesideThoseThatAreThere() throws IOException {
        copy("config.json");
        copy("encoder_model.onnx");
        copy("decoder_model.onnx");
        assertThatThrownBy(() -> Seq2SeqBundle.read(folder, ""))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        folder
                                + " has no decoder_with_past_model.onnx, there or under onnx/; found"
                                + " [decoder_model.onnx, encoder_model.onnx]");
        assertThatThrownBy(() -> Seq2SeqBundle.read(folder, "_quantized"))
                .hasMessageContaining("has no encoder_model_quantized.onnx");
    }

    @Test
    void when_theModelUsuallyWritesSomething_then_itIsReadOrRefused() throws IOException {
        assertThat(BundleConfig.read(DATA.resolve("bart-split")).model().own().lengthRatio())
                .isNull();
        saysRatio("1.25");
        assertThat(BundleConfig.read(folder).model().own().lengthRatio()).isEqualTo(1.25);
        saysRatio("0");
        assertThatThrownBy(() -> BundleConfig.read(folder))
                .hasMessageContaining("length_ratio is 0.0, expected a number above 0");
        saysRatio("\"long\"");
        assertThatThrownBy(() -> BundleConfig.read(folder))
                .hasMessageContaining("length_ratio is \"long\", expected a number");
    }

    private void saysRatio(String value) throws IOException {
        String config = Files.readString(DATA.resolve("bart-split").resolve("config.json")).strip();
        Files.writeString(
                folder.resolve("config.json"),
                config.substring(0, config.length() - 1)
                        + ", \"limelight\": {\"length_ratio\": %s}}".formatted(value));
    }

    @Test
    void when_aFolderHasNoConfig_then_itIsRefused() {
        assertThatThrownBy(() -> Seq2SeqBundle.read(folder, ""))
                .hasMessage(
                        folder.resolve("config.json") + " cannot be read, expected a JSON file");
    }

    @Test
    void when_aSourceIsBeyondThePositions_then_itIsRefusedWithBothNumbers() {
        Seq2SeqBundle bundle = Seq2SeqBundle.read(DATA.resolve("marian-split"), "");
        var config = bundle.generationConfig("{\"max_new_tokens\":5}");
        try (Seq2SeqModel model = Seq2SeqModel.open(bundle, OnnxSeq2Seq.Taps.NONE, 1)) {
            assertThatThrownBy(() -> Sequences.of(model, List.of(new int[49]), config))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("source of 49 tokens, expected 1 to 48");
            assertThatThrownBy(() -> Sequences.of(model, List.of(new int[0]), config))
                    .hasMessageContaining("source of 0 tokens");
            var tooLong = bundle.generationConfig("{\"max_new_tokens\":49}");
            assertThatThrownBy(() -> Sequences.of(model, List.of(new int[] {5, 0}), tooLong))
                    .hasMessageContaining("max_new_tokens of 49 tokens, expected 1 to 48");
        }
    }

    private static void assertRefused(String changes, String message) {
        Seq2SeqBundle bundle = Seq2SeqBundle.read(DATA.resolve("t5-split"), "");
        assertThatThrownBy(() -> bundle.generationConfig(changes))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    private void copy(String file) throws IOException {
        Files.copy(DATA.resolve("bart-split").resolve(file), folder.resolve(file));
    }
}

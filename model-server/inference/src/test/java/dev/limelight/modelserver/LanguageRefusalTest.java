package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model cannot do is refused or left out, and never passed over. */
@Tag("slow")
class LanguageRefusalTest {

    private static final Path DATA = Path.of("..", "..", "test-data");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "optimum/madlad-target, en, xx, 'expected one of [de, en, fr]'",
        "optimum/madlad-target, xx, de, 'expected one of [de, en, fr]'",
        "optimum/m2m100-no-language-list, en, tlh, 'expected one of [af, am'",
        "optimum/mbart50-sentencepiece-only, en, is, 'expected one of [af_ZA'",
        "optimum/marian-two-vocabularies, en, fr, 'expected one of [de]'",
        "optimum/t5-fp16, , de, 'the model cannot be told languages'",
        "optimum/bart-cli-quantized, en, , 'the model cannot be told languages'",
        "seq2seq/pegasus-merged, , de, 'the model cannot be told languages'"
    })
    void when_aModelDoesNotKnowALanguage_then_itIsRefused(
            String bundle, @Nullable String from, @Nullable String to, String message) {
        try (Seq2SeqClient client = open(DATA.resolve(bundle), List.of())) {
            GenerateRequest request = GenerateRequest.of("A text.").withLanguages(from, to);
            assertThatThrownBy(() -> client.generate(request).join())
                    .satisfies(
                            failure ->
                                    assertThat(String.valueOf(failure.getMessage()))
                                            .contains(message));
        }
    }

    @Test
    void when_theBundleSaysItsLanguages_then_othersAreRefused() throws IOException {
        copy(DATA.resolve("seq2seq/t5-split"));
        String config = Files.readString(folder.resolve("config.json")).strip();
        Files.writeString(
                folder.resolve("config.json"),
                config.substring(0, config.length() - 1)
                        + ", \"limelight\": {\"languages\": {\"source\": [\"en\"], \"target\":"
                        + " [\"de\"]}}}");
        try (Seq2SeqClient client = open(folder, List.of())) {
            assertThat(client.info().targetLanguages()).containsExactly("de");
            GenerateRequest french = GenerateRequest.of("A text.").withLanguages("en", "fr");
            assertThatThrownBy(() -> client.generate(french).join())
                    .hasMessageContaining("language 'fr', expected one of [de]");
            assertThat(
                            client.generate(
                                            GenerateRequest.of("A text.")
                                                    .withLanguages("und", "de-AT"))
                                    .join()
                                    .best()
                                    .tokens())
                    .isNotEmpty();
        }
    }

    @Test
    void when_attentionCannotBeSeen_then_textsComeWithoutWhereThatWillDo() throws IOException {
        copy(DATA.resolve("seq2seq/bart-split"));
        hideAttention("decoder_model.onnx");
        List<AttentionTap> taps = List.of(AttentionTap.mean(1));
        assertThatThrownBy(() -> open(folder, taps).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("attention maps in the decoder");
        Seq2SeqOptions options =
                Seq2SeqOptions.of(folder.toString()).withCrossTaps(taps).withOptionalAttention();
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            GenerateResult result = client.generate(GenerateRequest.of("A text.")).join();
            assertThat(result.best().crossAttention()).isEmpty();
            assertThat(result.best().tokens()).isNotEmpty();
        }
    }

    private void hideAttention(String file) throws IOException {
        Path graph = folder.resolve(file);
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(graph)).toBuilder();
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("Softmax"))
                .forEach(node -> node.setOpType("Sigmoid").clearAttribute());
        Files.write(graph, model.build().toByteArray());
    }

    private static Seq2SeqClient open(Path bundle, List<AttentionTap> taps) {
        return EmbeddedModels.openSeq2Seq(Seq2SeqOptions.of(bundle.toString()).withCrossTaps(taps));
    }

    private void copy(Path bundle) throws IOException {
        try (Stream<Path> all = Files.list(bundle)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}

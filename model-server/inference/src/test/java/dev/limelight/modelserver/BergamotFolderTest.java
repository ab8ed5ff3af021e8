package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder with a model of Bergamot is a model's folder as any other. */
@Tag("slow")
class BergamotFolderTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "bergamot", "separate");
    private static final String FILES = Seq2SeqOptions.DEFAULT_SUFFIX;

    @TempDir private Path root;
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        folder = Files.createDirectory(root.resolve("tiny-de-en"));
        for (String name : List.of("model.bin", "vocab.spm", "config.yml")) {
            Files.copy(DATA.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void when_aFolderHasIt_then_itsFactsAreThoseOfNamesAndHeader() {
        assertThat(ModelFolder.isModel(folder)).isTrue();
        ModelFacts facts = ModelFolder.open(folder).facts();
        assertThat(facts.name()).isEqualTo("tiny-de-en");
        assertThat(facts.modelType()).isEqualTo("bergamot");
        assertThat(facts.languages().sources()).containsExactly("de");
        assertThat(facts.languages().targets()).containsExactly("en");
        assertThat(facts.alignmentTap()).isEqualTo(AttentionTap.head(3, 0));
        assertThat(facts.sizes().decoderLayers()).isEqualTo(4);
        assertThat(facts.sizes().vocabulary()).isEqualTo(104);
    }

    @Test
    void when_weightsAreBroken_then_factsAreReadAndProblemsNameThem() throws IOException {
        zeroScale();
        assertThat(ModelFolder.open(folder).facts().alignment()).isNotNull();
        assertThat(ModelFolder.open(folder).problems(FILES, "{}"))
                .singleElement()
                .asString()
                .contains("encoder_l1_ffn_W1");
    }

    @Test
    void when_aFolderIsWhole_then_verifyLoadsItAndItsCardSaysHowItGenerates() throws IOException {
        ModelFolder model = ModelFolder.open(folder);
        assertThat(model.verify(FILES)).hasSize(2).allMatch(BundleFinding::isOk);
        var card = model.card();
        assertThat(card.generation()).containsEntry("num_beams", "1");
        assertThat(card.languages()).containsExactly("de", "en");
        assertThat(card.precisions()).hasSize(1);
        assertThat(card.precisions().get(0).isMerged()).isNull();
        assertThat(card.precisions().get(0).bytes()).isEqualTo(bytes());
    }

    @Test
    void when_itIsLoaded_then_itAligns() {
        try (Seq2SeqClient client = ModelFolder.open(folder).load()) {
            assertThat(client.info().modelType()).isEqualTo("bergamot");
            assertThat(client.info().alignment()).isEqualTo(AttentionTap.head(3, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"num_beams\":0}",
                "{\"num_beams\":\"two\"}",
                "{\"do_sample\":true}",
                "{\"nobody_knows\":1}"
            })
    void when_settingsAreWrong_then_allWhoCheckThemSaySo(String changes) {
        ModelFolder model = ModelFolder.open(folder);
        assertThat(model.settingProblems(changes)).hasSize(1);
        assertThat(model.problems(FILES, changes)).isEqualTo(model.settingProblems(changes));
    }

    @Test
    void when_settingsAreRight_then_nobodyObjects() {
        String changes = "{\"num_beams\":4}";
        assertThat(ModelFolder.open(folder).settingProblems(changes)).isEmpty();
        assertThat(ModelFolder.open(folder).problems(FILES, changes)).isEmpty();
    }

    @Test
    void when_aSuffixIsWanted_then_itIsRefused() {
        assertThat(ModelFolder.open(folder).problems("_q8", "{}"))
                .singleElement()
                .asString()
                .contains("_q8");
        Seq2SeqOptions options = Seq2SeqOptions.of(folder.toString()).withSuffix("_q8");
        assertThatThrownBy(() -> EmbeddedModels.openSeq2Seq(options))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("_q8");
    }

    @Test
    void when_aSummaryIsWanted_then_itIsRefused() {
        assertThatThrownBy(() -> ModelFolder.open(folder).summarization("{}"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("summarizes");
    }

    @Test
    void when_theWeightsAreEmpty_then_theErrorNamesTheFile() throws IOException {
        Files.write(folder.resolve("model.bin"), new byte[0]);
        assertThatThrownBy(() -> ModelFolder.open(folder).facts())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.bin");
    }

    /** The four bytes behind a matrix of 64 x 128. */
    private void zeroScale() throws IOException {
        Path file = folder.resolve("model.bin");
        byte[] bytes = Files.readAllBytes(file);
        int at = Offsets.multiplier(bytes, "encoder_l1_ffn_W1", 64 * 128);
        for (int i = 0; i < Float.BYTES; i++) {
            bytes[at + i] = 0;
        }
        Files.write(file, bytes);
    }

    private long bytes() throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** Where things are in a file of Marian, found without the code under test. */
    private static final class Offsets {

        private Offsets() {}

        static int multiplier(byte[] bytes, String name, int numbers) {
            var file = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            int count = (int) file.getLong(8);
            int names = 16 + count * 32;
            int shapes = names;
            int data = 0;
            int before = -1;
            int at = names;
            for (int i = 0; i < count; i++) {
                int length = (int) file.getLong(16 + i * 32);
                String each = new String(bytes, at, length - 1, StandardCharsets.UTF_8);
                before = each.equals(name) ? data : before;
                data += (int) file.getLong(16 + i * 32 + 24);
                at += length;
                shapes += length + (int) file.getLong(16 + i * 32 + 16) * 4;
            }
            int padding = (int) file.getLong(shapes);
            return shapes + 8 + padding + before + numbers;
        }
    }
}

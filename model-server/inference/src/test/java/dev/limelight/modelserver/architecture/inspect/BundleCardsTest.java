package dev.limelight.modelserver.architecture.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.architecture.folder.ModelCard;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCardsTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "seq2seq");

    @TempDir private Path folder;

    @Test
    void when_anArchitectureHasOtherNames_then_sizesAreFoundUnderThem() {
        assertThat(BundleCards.of(FactsReader.of(DATA.resolve("marian-split"))).sizes())
                .isEqualTo(new BundleCard.Sizes(2, 2, 4, 32, 48, 400, 48));
        assertThat(BundleCards.of(FactsReader.of(DATA.resolve("t5-merged"))).sizes())
                .isEqualTo(new BundleCard.Sizes(2, 2, 4, 32, 48, 400, 0));
    }

    @Test
    void when_aFolderIsRead_then_graphsAndSettingsAreListed() throws IOException {
        BundleCard card = BundleCards.of(FactsReader.of(DATA.resolve("bart-merged")));
        assertThat(card.id()).isEqualTo("bart-merged");
        assertThat(card.modelType()).isEqualTo("bart");
        assertThat(card.endTokens()).containsExactly(2);
        assertThat(card.generation())
                .containsEntry("forced_eos_token_id", "2")
                .doesNotContainKey("transformers_version");
        assertThat(card.precisions()).hasSize(1);
        BundleCard.Precision only = card.precisions().get(0);
        assertThat(only.suffix()).isEqualTo("_fp32");
        assertThat(only.isMerged()).isTrue();
        Path graphs = DATA.resolve("bart-merged").resolve("onnx");
        assertThat(only.bytes())
                .isEqualTo(
                        Files.size(graphs.resolve("encoder_model_fp32.onnx"))
                                + Files.size(graphs.resolve("decoder_model_merged_fp32.onnx")));
        assertThat(only.sha256()).matches("[0-9a-f]{12}");
    }

    @Test
    void when_aFolderSaysLittle_then_cardConfigurationAndCacheSayTheRest() throws IOException {
        String commit = "c".repeat(40);
        Path cached = folder.resolve("models--org--tiny").resolve("snapshots").resolve(commit);
        Files.createDirectories(cached);
        Files.writeString(
                cached.resolve("config.json"),
                "{\"_name_or_path\": \"x\", \"limelight\": {\"alignment\": {\"layer\": 1,"
                        + " \"head\": 3, \"shifted\": true}}, \"eos_token_id\": [2, 5]}");
        Files.writeString(
                cached.resolve("README.md"),
                "---\nlanguage:\n- en\n- 'de'\nlicense: cc-by-4.0\ntags: [a, b]\n---\n\nlicense: x\n");
        BundleCard card = BundleCards.of(FactsReader.of(cached));
        assertThat(card.id()).isEqualTo("org/tiny");
        assertThat(card.revision()).isEqualTo(commit);
        assertThat(card.alignment()).isEqualTo(new AttentionTap(1, 3, true));
        assertThat(card.endTokens()).containsExactly(2, 5);
        assertThat(card.languages()).containsExactly("en", "de");
        assertThat(card.licence()).isEqualTo("cc-by-4.0");
        assertThat(card.modelType()).isEqualTo("unknown");
        assertThat(new ModelFiles(cached).isModel()).isFalse();
    }

    @Test
    void when_aCardHasNoHead_then_itSaysNothing() {
        assertThat(ModelCard.parse("# Title\nlicense: mit".lines().toList()).values()).isEmpty();
        assertThat(ModelCard.parse(List.of()).values()).isEmpty();
        ModelCard inline = ModelCard.parse("---\nlanguage: [en, \"fr\"]\n---".lines().toList());
        assertThat(inline.list("language")).containsExactly("en", "fr");
        assertThat(inline.text("license")).isEmpty();
    }

    @Test
    void when_aFolderHasNoModel_then_itIsRefused() {
        assertThatThrownBy(() -> BundleCards.of(FactsReader.of(folder)))
                .hasMessageContaining("has no config.json with a JSON object");
    }
}

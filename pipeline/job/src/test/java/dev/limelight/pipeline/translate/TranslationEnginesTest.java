package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.models.ModelSource;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine on tiny bundles, whole ones and broken ones. */
@Tag("slow")
class TranslationEnginesTest {

    private static final String PAIRS =
            "en-de=%1$s,de-en=%1$s".formatted(Bundles.SPLIT.toAbsolutePath());

    @TempDir private Path folder;

    private final TranslationEngines engines = engines(Map.of());

    @Test
    void when_theFilesAreTheSame_then_theyAreLoadedOnce() {
        try (var one = engines.load("en-de", null);
                var other = engines.load("de-en", null);
                var swapped = engines.load("en-de", source(Bundles.MERGED))) {
            assertThat(one.info().revision()).isEqualTo(other.info().revision());
            assertThat(swapped.info().revision()).isNotEqualTo(one.info().revision());
        }
        assertThat(engines.aliases()).containsExactly("de-en", "en-de");
    }

    @Test
    void when_itTranslatesThePair_then_itIsFit() {
        try (var model = engines.load("en-de", source(Bundles.MERGED))) {
            assertThatCode(() -> engines.check("en-de", source(Bundles.MERGED), model))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void when_itTranslatesAnotherPair_then_theErrorNamesBoth() {
        try (var model = engines.load("de-en", source(Bundles.SPLIT))) {
            assertThatThrownBy(() -> engines.check("de-en", source(Bundles.SPLIT), model))
                    .hasMessageContaining("the model reads [en], expected de");
        }
    }

    @Test
    void when_itTranslatesIntoMany_then_itSaysItselfWhetherThePairIsAmongThem() {
        try (var model = engines.load("en-de", source(Bundles.MERGED))) {
            assertThatThrownBy(() -> engines.check("en-xx", source(Bundles.MERGED), model))
                    .hasMessageContaining("xx");
        }
    }

    @Test
    void when_theJobsSettingsDoNotFit_then_theErrorSaysSo() {
        var strict = engines(Map.of("translate.generation", "{\"forced_bos_token_id\": 100000}"));
        try (var model = strict.load("en-de", source(Bundles.MERGED))) {
            assertThatThrownBy(() -> strict.check("en-de", source(Bundles.MERGED), model))
                    .hasMessageContaining("100000");
        }
    }

    @Test
    void when_somethingIsBroken_then_itCannotBeLoaded() throws Exception {
        for (String file :
                new String[] {"config.json", "encoder_model.onnx", "source.spm", "vocab.json"}) {
            Path broken = Bundles.copy(Bundles.SPLIT, folder.resolve("broken-" + file));
            Bundles.broken(broken, file, "no");
            assertThatThrownBy(() -> engines.load("en-de", source(broken)).close())
                    .as(file)
                    .isInstanceOf(RuntimeException.class);
            Files.delete(broken.resolve(file));
            assertThatThrownBy(() -> engines.load("en-de", source(broken)).close())
                    .as("no " + file)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static ModelSource source(Path folder) {
        return ModelSource.of(folder.toString());
    }

    private static TranslationEngines engines(Map<String, String> changes) {
        var values = new HashMap<>(changes);
        values.put("kafka.bootstrap-servers", "localhost:9092");
        values.put("translate.models", PAIRS);
        return new TranslationEngines(PipelineConfig.of(values).translation());
    }
}

package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.salience.Encoders;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.summarize.DirectPipeline;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From text to salience, and the job's configuration, with encoders from folders. */
@Tag("slow")
class EncoderFolderPipelineTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "encoders");

    @ParameterizedTest
    @ValueSource(strings = {"bert-tiny", "xlm-roberta-tiny"})
    void when_anEncoderHasFewPositions_then_chunksStayWithinThemAndSharesAreWhole(String name) {
        String model = Encoders.named(DATA.resolve(name).toString());
        Document german =
                Documents.of("a", "de", "Der Sturm schloss am Montag den Hafen. ".repeat(40));
        for (SalienceMethod method : SalienceMethods.of(EmbeddedModels.profile(model)).all()) {
            try (DirectPipeline pipeline = DirectPipeline.open(model, method, 256)) {
                Assembled read = pipeline.read(german);
                assertThat(read.results()).hasSizeGreaterThan(5);
                assertThat(read.results()).allMatch(chunk -> chunk.failure() == null);
                Salience scored = SalienceScorer.score(method, read);
                assertThat(Arrays.stream(scored.scores()).sum()).isCloseTo(1, within(1e-6));
            }
        }
    }

    @Test
    void when_theConfigurationNamesAFolder_then_theJobReadsWithItAndItsHeads() {
        Path folder = DATA.resolve("bert-tiny");
        PipelineConfig config = config(folder.toString());
        String model = folder.toAbsolutePath().normalize().toString();
        assertThat(config.model().model()).isEqualTo(model);
        assertThat(config.model().taps()).isEqualTo(EmbeddedModels.profile(model).salienceHeads());
        assertThat(Encoders.label(model)).isEqualTo("bert-tiny");
    }

    @Test
    void when_theConfigurationNamesNoEncoder_then_theRefusalNamesKeyAndReason() {
        Path translator = Path.of("..", "..", "test-data", "seq2seq", "marian-split");
        assertThatThrownBy(() -> config(translator.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("encoder.model = ")
                .hasMessageContaining("model_type 'marian', expected an encoder");
        assertThatThrownBy(() -> config("nosuch/encoder"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no model 'nosuch/encoder'");
    }

    private static PipelineConfig config(String encoder) {
        return PipelineConfig.of(
                Map.of("kafka.bootstrap-servers", "host:9092", "encoder.model", encoder));
    }
}

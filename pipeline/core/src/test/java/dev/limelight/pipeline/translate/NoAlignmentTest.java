package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose graphs do not show attention translates all the same, and the result says so. */
@Tag("slow")
class NoAlignmentTest {

    @TempDir private Path folder;

    @Test
    void when_attentionIsHidden_then_theTranslationHasNoAlignmentAndSaysSo() throws IOException {
        Path bundle = Bundles.copy(Bundles.SPLIT, folder.resolve("hidden"));
        for (String file : List.of("decoder_model.onnx", "decoder_with_past_model.onnx")) {
            hideAttention(bundle.resolve(file));
        }
        Translation translation = translated(bundle);
        assertThat(translation.text()).isNotBlank();
        assertThat(translation.flags())
                .contains(Flag.NO_ALIGNMENT)
                .doesNotContain(Flag.LOW_SOURCE_COVERAGE);
        assertThat(translation.segments()).allMatch(segment -> segment.links().isEmpty());
    }

    @Test
    void when_attentionShows_then_nothingIsFlagged() {
        assertThat(translated(Bundles.SPLIT).flags()).doesNotContain(Flag.NO_ALIGNMENT);
    }

    private static Translation translated(Path bundle) {
        try (Seq2SeqClient client =
                EmbeddedModels.openSeq2Seq(TranslationBundle.read(bundle).options())) {
            return new DocumentTranslator(client, TranslateSettings.DEFAULT)
                    .translate(Documents.english("The light is on. Nobody is here."), "de");
        }
    }

    private static void hideAttention(Path graph) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(graph)).toBuilder();
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("Softmax"))
                .forEach(node -> node.setOpType("Sigmoid").clearAttribute());
        Files.write(graph, model.build().toByteArray());
    }
}

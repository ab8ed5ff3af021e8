package dev.limelight.pipeline.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Explanations by the models that ship, beside what these give otherwise. */
@Tag("slow")
class ExplainersTest {

    private static final String AMBIGUOUS = "I saw a man in the park with a telescope.";

    @Test
    void when_aTextIsExplained_then_similarSentencesAreNearAndNumbersAddUp() {
        String text =
                "The bank was closed. The telescope showed the moon. Banks do not open today.";
        try (var encoder = EmbeddedModels.openInspector("minilm")) {
            var explained =
                    new EncoderExplainer(encoder).explain(Documents.of("x", "en", text), 2, 1, 3);
            assertThat(explained.sentences()).extracting(s -> s.nearest()).containsExactly(2, 0, 0);
            assertThat(explained.sentences())
                    .allSatisfy(
                            s -> assertThat(s.moved()).hasSize(6).allMatch(m -> m > 0 && m < 2));
            assertThat(explained.picture()).hasSize(3);
            assertThat(explained.tokens().get(2).bytes()).isEqualTo("62 61 6e 6b");
            assertThat(Arrays.asList(explained.head().weights()))
                    .allSatisfy(
                            row -> assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-4)));
            assertThat(explained.head().computation().largestError()).isLessThan(1e-4);
            assertThat(explained.head().computation().terms()).hasSameSizeAs(explained.tokens());
        }
    }

    @Test
    void when_aTranslationIsExplained_then_stepsAndBeamsAreThoseOfTheModel() {
        TranslationBundle bundle =
                TranslationBundle.read(Path.of("..", "..", "models", "limelight-en-de"));
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(bundle.options())) {
            var explained = new TranslationExplainer(client, 4, 3).explain(AMBIGUOUS, "en", "de");
            List<GeneratedText> sequences =
                    client.generate(
                                    GenerateRequest.of(AMBIGUOUS)
                                            .withLanguages("en", "de")
                                            .withSettings(client.withSequences("{}", 4)))
                            .join()
                            .sequences();
            GeneratedText best = sequences.get(0);
            assertThat(explained.text()).isEqualTo(best.text());
            assertThat(explained.steps()).hasSameSizeAs(best.tokens());
            for (int i = 0; i < explained.steps().size(); i++) {
                var step = explained.steps().get(i);
                assertThat(step.probability())
                        .isCloseTo(Math.exp(best.logProbabilities()[i]), within(1e-5));
                assertThat(step.entropy()).isPositive();
                assertThat(step.candidates()).hasSize(3);
                assertThat(step.candidates().get(0).probability())
                        .isGreaterThanOrEqualTo(step.probability() - 1e-6);
                assertThat(step.hesitated()).isEqualTo(step.probability() < 0.5);
            }
            List<String> ended = new ArrayList<>();
            addEnded(explained.beams(), "", ended);
            assertThat(ended)
                    .containsExactlyInAnyOrderElementsOf(
                            sequences.stream().map(GeneratedText::text).toList());
            assertThat(explained.attention()).hasSameSizeAs(explained.steps());
        }
    }

    private static void addEnded(BeamTree tree, String before, List<String> ended) {
        String text = before + tree.text();
        if (tree.rank() > 0) {
            ended.add(text);
        }
        tree.children().forEach(child -> addEnded(child, text, ended));
    }
}

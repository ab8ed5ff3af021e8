package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.PulledModels;
import dev.limelight.pipeline.fixture.RawProducer;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that names no model, on tiny models that were pulled, through the real broker. */
class PulledModelsIT {

    private static final String ENGLISH = "Bridge dog mother tree window. Is the week not green?";
    private static final String GERMAN = "Black blue summer letter morning. Old is this teacher.";

    @TempDir private Path checkpoints;
    @TempDir private Path cache;

    @Test
    void when_aStreamIsEnglishAndGerman_then_itIsPortugueseDirectlyAndThroughEnglish()
            throws Exception {
        try (var pulled = new PulledModels(cache);
                LocalBroker broker = LocalBroker.start()) {
            pulled.add("tiny-en-pt", "shared");
            pulled.add("tiny-de-en", "separate");
            PipelineConfig config =
                    RunningJob.config(
                            broker.bootstrapServers(),
                            "pulled",
                            Map.of(
                                    "translate.targets", "pt",
                                    "document.default-tasks", "translate"));
            try (var job = RunningJob.start(config, checkpoints);
                    var answers = new OutputTopics(config.kafka());
                    var producer = new RawProducer(config.kafka())) {
                producer.send("a", document(ENGLISH, "en"));
                producer.send("b", document(GERMAN, "de"));
                answers.readAnswers(2);

                assertThat(answers.deadLetters()).isEmpty();
                List<TranslationRecord> translations =
                        answers.translations().stream()
                                .sorted(Comparator.comparing(TranslationRecord::documentId))
                                .toList();
                assertThat(translations)
                        .extracting(each -> each.model().id())
                        .containsExactly("tiny-en-pt", "tiny-de-en+tiny-en-pt");
                assertAligned(translations.get(0), ENGLISH);
                assertAligned(translations.get(1), GERMAN);
                assertThat(translations.get(1).flags()).contains("pivot");
                assertThat(job.isAlive()).isTrue();
            }
        }
    }

    /** Each sentence has links between its own words and those of its translation. */
    private static void assertAligned(TranslationRecord translation, String text) {
        assertThat(translation.target()).isEqualTo("pt");
        assertThat(translation.segments())
                .hasSize(2)
                .allSatisfy(
                        segment ->
                                assertThat(segment.alignment())
                                        .isNotEmpty()
                                        .allMatch(
                                                link -> link.sourceStart() >= segment.sourceStart())
                                        .allMatch(link -> link.sourceEnd() <= segment.sourceEnd())
                                        .allMatch(
                                                link -> link.targetEnd() <= segment.text().length())
                                        .allMatch(link -> link.weight() > 0 && link.weight() <= 1)
                                        .allMatch(
                                                link ->
                                                        !text.substring(
                                                                        link.sourceStart(),
                                                                        link.sourceEnd())
                                                                .isBlank()));
    }

    private static String document(String text, String language) {
        return "{\"text\":\"%s\",\"language\":\"%s\"}".formatted(text, language);
    }
}

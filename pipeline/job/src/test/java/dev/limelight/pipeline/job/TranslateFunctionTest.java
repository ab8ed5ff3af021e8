package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.inflight.InFlightLimit;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.models.ModelSource;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real models behind Flink's asynchronous operator: each document by the model that it names. */
@Timeout(300)
@Tag("slow")
class TranslateFunctionTest {

    private static final Document DOCUMENT = Documents.toTranslate("The light is on.", "de");

    @TempDir private Path folder;

    @Test
    void when_tasksNameModels_then_eachResultNamesTheSame() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (String id : List.of("configured", "swapped", "configured")) {
                var models = id.equals("swapped") ? List.of(swapped()) : List.<ModelRevision>of();
                var document = Documents.of(id, "en", DOCUMENT.text());
                harness.processElement(
                        new StreamRecord<>(new TranslationTask(document, "de", models)));
            }
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .hasSize(3)
                    .allSatisfy(
                            result -> {
                                boolean asked = result.document().id().equals("swapped");
                                ModelRef used = result.result().model();
                                assertThat(used.revision().equals("2")).isEqualTo(asked);
                            });
        }
    }

    @Test
    void when_theModelIsGoneSinceTheTaskWasMade_then_theConfiguredOneTranslates() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(
                    new StreamRecord<>(new TranslationTask(DOCUMENT, "de", List.of(swapped()))));
            snapshot = harness.snapshot(1, 1);
        }
        Bundles.delete(folder.resolve("m"));
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            result -> {
                                assertThat(result.failure()).isNull();
                                assertThat(result.result().model().revision())
                                        .hasSize(12)
                                        .isNotEqualTo("2");
                            });
        }
    }

    /** Two long ones would have all room: one is worked on at a time. */
    @Test
    void when_aShortDocumentComesBehindLongOnes_then_itsTranslationIsTheFirst() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(task("long", 600)));
            harness.processElement(new StreamRecord<>(task("queued", 600)));
            harness.processElement(new StreamRecord<>(task("short", 1)));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(result -> result.document().id())
                    .containsExactly("short", "long", "queued");
        }
    }

    @Test
    void when_documentsWaitAtASnapshot_then_theyAreTranslatedAfterIt() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            for (String id : List.of("a", "b", "c")) {
                harness.processElement(new StreamRecord<>(task(id, 600)));
            }
            snapshot = harness.snapshot(1, 1);
            assertThat(harness.extractOutputValues()).isEmpty();
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(result -> result.document().id())
                    .containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    private static TranslationTask task(String id, int sentences) {
        String text = "The light is on. ".repeat(sentences).strip();
        return new TranslationTask(Documents.of(id, "en", text), "de");
    }

    /** No model of the job writes English; none is asked. */
    @Test
    void when_theDocumentIsInTheTargetLanguage_then_itsOwnTextIsItsTranslation() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(new StreamRecord<>(new TranslationTask(DOCUMENT, "en-GB")));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            result -> {
                                assertThat(result.result().text()).isEqualTo(DOCUMENT.text());
                                assertThat(result.result().flags())
                                        .containsExactly(Flag.SAME_LANGUAGE);
                            });
        }
    }

    private ModelRevision swapped() {
        Path bundle = folder.resolve("m");
        if (!bundle.toFile().exists()) {
            Bundles.copy(Bundles.MERGED, bundle);
        }
        return new ModelRevision(
                "en-de", new ModelRef("m", "2"), ModelSource.of(bundle.toString()));
    }

    private static OneInputStreamOperatorTestHarness<TranslationTask, Outcome<Translation>>
            harness() throws Exception {
        var config =
                PipelineConfig.of(
                        Map.of(
                                "kafka.bootstrap-servers",
                                "localhost:9092",
                                "translate.documents",
                                "1",
                                "translate.models",
                                "en-de=" + Bundles.SPLIT));
        var operator =
                new AsyncWaitOperatorFactory<>(
                        new TranslateFunction(config.translation(), new InFlightLimit()),
                        0,
                        InFlightLimit.capacity(1),
                        AsyncDataStream.OutputMode.UNORDERED);
        OneInputStreamOperatorTestHarness<TranslationTask, Outcome<Translation>> harness =
                new OneInputStreamOperatorTestHarness<>(
                        operator,
                        TypeInformation.of(TranslationTask.class)
                                .createSerializer(new SerializerConfigImpl()));
        harness.setup(
                TypeInformation.of(new TypeHint<Outcome<Translation>>() {})
                        .createSerializer(new SerializerConfigImpl()));
        return harness;
    }
}

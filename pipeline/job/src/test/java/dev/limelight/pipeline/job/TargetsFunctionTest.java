package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.models.ModelSource;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real models behind Flink's broadcast operator, with snapshots and restores. */
@Timeout(300)
@Tag("slow")
class TargetsFunctionTest {

    private static final Document DOCUMENT = Documents.toTranslate("A b.", "de");

    @TempDir private Path folder;

    private ModelRevision swapped;

    @BeforeEach
    void bundle() {
        Path bundle = Bundles.copy(Bundles.MERGED, folder.resolve("m"));
        swapped =
                new ModelRevision(
                        "en-de", new ModelRef("m", "2"), ModelSource.of(bundle.toString()));
    }

    @Test
    void when_aModelIsAccepted_then_laterDocumentsNameItOnceItIsLoaded() throws Exception {
        try (var harness = harness()) {
            harness.open();
            document(harness);
            decide(harness, new ModelDecision("en-de", swapped, null));
            until(harness, swapped);
            decide(harness, new ModelDecision("en-de", null, null));
            until(harness, null);

            List<ModelRevision> models = models(harness);
            assertThat(models.get(0)).isNull();
            int first = models.indexOf(swapped);
            int last = models.lastIndexOf(swapped);
            assertThat(models.subList(0, first)).containsOnlyNulls();
            assertThat(models.subList(first, last + 1)).containsOnly(swapped);
            assertThat(models.subList(last + 1, models.size())).containsOnlyNulls();
            assertThat(alerts(harness)).isEmpty();
        }
    }

    @Test
    void when_restored_then_theFirstDocumentNamesTheSwappedModel() throws Exception {
        OperatorSubtaskState snapshot = snapshotWithSwapped();
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            document(harness);
            assertThat(models(harness)).containsExactly(swapped);
            assertThat(alerts(harness)).isEmpty();
        }
    }

    /** An accepted model is kept even where it was still loading. */
    @Test
    void when_theBundleIsGoneAfterARestart_then_theConfiguredModelAndOneAlert() throws Exception {
        OperatorSubtaskState snapshot = snapshotWithSwapped();
        Bundles.delete(folder.resolve("m"));
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            document(harness);
            document(harness);

            assertThat(models(harness)).containsOnlyNulls().hasSize(2);
            assertThat(alerts(harness))
                    .singleElement()
                    .satisfies(
                            alert -> {
                                assertThat(alert.kind()).isEqualTo(AlertKind.MODEL_LOST);
                                assertThat(alert.alias()).isEqualTo("en-de");
                                assertThat(alert.error()).contains("revision 2", "no folder");
                            });
        }
    }

    @Test
    void when_backToTheConfigured_then_restoresKnowNothingOfTheOther() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            decide(harness, new ModelDecision("en-de", swapped, null));
            decide(harness, new ModelDecision("en-de", null, null));
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            document(harness);
            assertThat(models(harness)).containsOnlyNulls();
        }
    }

    @Test
    void when_aRecordIsRefused_then_theAlertGoesOnAndNothingChanges() throws Exception {
        var alert = new AlertRecord(AlertKind.MODEL_REFUSED, "en-de", "no", null, null, 1);
        try (var harness = harness()) {
            harness.open();
            decide(harness, new ModelDecision(null, null, alert));
            document(harness);
            assertThat(alerts(harness)).containsExactly(alert);
            assertThat(models(harness)).containsOnlyNulls();
        }
    }

    /** It was there when it was decided on, and not on this machine. */
    @Test
    void when_anAcceptedModelCannotBeLoadedHere_then_anAlertAndTheOneBefore() throws Exception {
        Bundles.delete(folder.resolve("m"));
        try (var harness = harness()) {
            harness.open();
            decide(harness, new ModelDecision("en-de", swapped, null));
            while (alerts(harness).isEmpty()) {
                document(harness);
                Thread.sleep(10);
            }
            assertThat(alerts(harness).get(0).error()).contains("the one before goes on");
            assertThat(models(harness)).containsOnlyNulls();
        }
    }

    private OperatorSubtaskState snapshotWithSwapped() throws Exception {
        try (var harness = harness()) {
            harness.open();
            decide(harness, new ModelDecision("en-de", swapped, null));
            return harness.snapshot(1, 1);
        }
    }

    private static TwoInputStreamOperatorTestHarness<Document, ModelDecision, TranslationTask>
            harness() throws Exception {
        var config =
                PipelineConfig.of(
                        Map.of(
                                "kafka.bootstrap-servers",
                                "localhost:9092",
                                "translate.models",
                                "en-de=" + Bundles.SPLIT));
        return new TwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithNonKeyedOperator<>(
                        new TargetsFunction(config.translation()),
                        List.of(TargetsFunction.MODELS)));
    }

    private static void document(TwoInputStreamOperatorTestHarness<Document, ?, ?> harness)
            throws Exception {
        harness.processElement1(new StreamRecord<>(DOCUMENT));
    }

    private static void decide(
            TwoInputStreamOperatorTestHarness<?, ModelDecision, ?> harness, ModelDecision decision)
            throws Exception {
        harness.processElement2(new StreamRecord<>(decision));
    }

    private static void until(
            TwoInputStreamOperatorTestHarness<Document, ModelDecision, TranslationTask> harness,
            ModelRevision wanted)
            throws Exception {
        do {
            document(harness);
            Thread.sleep(10);
        } while (!Objects.equals(models(harness).get(models(harness).size() - 1), wanted));
    }

    private static List<ModelRevision> models(
            TwoInputStreamOperatorTestHarness<?, ?, TranslationTask> harness) {
        return harness.extractOutputValues().stream().map(task -> task.model("en-de")).toList();
    }

    private static List<AlertRecord> alerts(
            TwoInputStreamOperatorTestHarness<?, ?, TranslationTask> harness) {
        var output = harness.getSideOutput(TargetsFunction.ALERTS);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }
}

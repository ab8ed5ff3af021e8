package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.Topics;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.Bundles;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RawProducer;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a {@code read_committed} consumer sees of a job whose models are swapped. */
@Timeout(300)
class ModelSwapIT {

    private static final String SECOND = "2";

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir private Path folder;

    private Path checkpoints;
    private int sent;

    @BeforeEach
    void bundles() {
        Bundles.copy(Bundles.SPLIT, folder.resolve("first"));
        Bundles.copy(Bundles.MERGED, folder.resolve("second"));
        checkpoints = folder.resolve("checkpoints");
    }

    @Test
    void when_aModelIsSwapped_then_betweenDocumentsAndForGood() throws Exception {
        PipelineConfig config = config("swapped");
        try (var job = RunningJob.start(config, checkpoints);
                var producer = new RawProducer(config.kafka());
                var answers = new OutputTopics(config.kafka())) {
            documents(producer, 20);
            answers.readAnswers(10);
            producer.sendModel("en-de", record("second", SECOND));
            flowUntil(producer, answers, SECOND);
            documents(producer, 20);
            answers.readAnswers(sent);

            List<String> revisions = assertEachOnce(answers);
            assertThat(revisions.get(0)).hasSize(12);
            assertThat(revisions).isEqualTo(inOrder(revisions, revisions.get(0), SECOND));
            assertThat(answers.alerts()).isEmpty();
            awaitLoaded("second");

            refused(producer, answers);
            assertThat(job.isAlive()).isTrue();
        }
        restarted(config);
    }

    /** Whatever is wrong with it, the model in use goes on. */
    private void refused(RawProducer producer, OutputTopics answers) throws Exception {
        Bundles.copy(Bundles.SPLIT, folder.resolve("broken"));
        Bundles.broken(folder.resolve("broken"), "encoder_model.onnx", "no");
        producer.sendModel("en-de", record("broken", "3"));
        producer.sendModel("en-de", record("missing", "3"));
        producer.sendModel("en-de", "{\"path\"");
        producer.sendModel("en-xx", record("second", "3").replace("en-de", "en-xx"));
        documents(producer, 10);
        answers.readAlerts(4);
        answers.readAnswers(sent);

        assertThat(answers.alerts()).allMatch(alert -> alert.kind() == AlertKind.MODEL_REFUSED);
        assertThat(answers.alerts().stream().map(AlertRecord::error).toList())
                .satisfiesExactly(
                        error -> assertThat(error).contains("broken cannot be used", "ONNX"),
                        error -> assertThat(error).contains("there is no folder"),
                        error -> assertThat(error).contains("invalid JSON"),
                        error -> assertThat(error).contains("expected one of [en-de]"));
        assertThat(last(assertEachOnce(answers), 10)).containsOnly(SECOND);
    }

    private void restarted(PipelineConfig config) throws Exception {
        try (var job = RunningJob.start(config, checkpoints);
                var producer = new RawProducer(config.kafka());
                var answers = new OutputTopics(config.kafka())) {
            documents(producer, 10);
            answers.readAnswers(sent);
            assertThat(last(assertEachOnce(answers), 10)).containsOnly(SECOND);

            producer.sendModel("en-de", null);
            flowUntil(producer, answers, revision(answers, 0));
            answers.readAnswers(sent);
            List<String> revisions = assertEachOnce(answers);
            assertThat(last(revisions, 1)).containsExactly(revisions.get(0));
            awaitLoaded("first");
            assertThat(job.isAlive()).isTrue();
        }
    }

    @Test
    void when_theBundleIsGoneAfterARestart_then_theConfiguredOneAndAnAlert() throws Exception {
        PipelineConfig config = config("gone");
        try (var job = RunningJob.start(config, checkpoints);
                var producer = new RawProducer(config.kafka());
                var answers = new OutputTopics(config.kafka())) {
            producer.sendModel("en-de", record("second", SECOND));
            flowUntil(producer, answers, SECOND);
            answers.readAnswers(sent);
            assertThat(job.isAlive()).isTrue();
        }
        Bundles.delete(folder.resolve("second"));
        try (var job = RunningJob.start(config, checkpoints);
                var producer = new RawProducer(config.kafka());
                var answers = new OutputTopics(config.kafka())) {
            documents(producer, 5);
            answers.readAnswers(sent);
            answers.readAlerts(1);

            assertThat(last(assertEachOnce(answers), 5)).allMatch(text -> text.length() == 12);
            assertThat(answers.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.kind()).isEqualTo(AlertKind.MODEL_LOST));
            assertThat(job.isAlive()).isTrue();
        }
    }

    /** Nobody has a checkpoint of it, but the topic still says so. */
    @Test
    void when_theJobStartsAnew_then_theTopicSaysWhichModel() throws Exception {
        PipelineConfig config = config("anew");
        Topics.ensure(config.kafka());
        try (var producer = new RawProducer(config.kafka());
                var answers = new OutputTopics(config.kafka())) {
            producer.sendModel("en-de", record("missing", "1"));
            producer.sendModel("en-de", record("second", SECOND));
            try (var job = RunningJob.start(config, checkpoints)) {
                flowUntil(producer, answers, SECOND);
                assertThat(job.isAlive()).isTrue();
            }
        }
    }

    /**
     * Waits until the only engine is that of a bundle; the others' threads go with their memory.
     */
    private static void awaitLoaded(String bundle) throws InterruptedException {
        while (!engines().equals(Set.of("generator-" + bundle + "-0"))) {
            Thread.sleep(50);
        }
    }

    private static Set<String> engines() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("generator-"))
                .collect(Collectors.toSet());
    }

    /** Sends documents until one was translated by that revision. */
    private void flowUntil(RawProducer producer, OutputTopics answers, String revision)
            throws Exception {
        int begun = sent;
        do {
            documents(producer, 3);
            answers.readAnswers(sent);
        } while (IntStream.range(begun, sent)
                .noneMatch(number -> revision(answers, number).equals(revision)));
    }

    private void documents(RawProducer producer, int number) {
        for (int i = 0; i < number; i++, sent++) {
            String text = "The bridge over the river is closed. It opens in May, number %d.";
            producer.send(
                    "d" + sent,
                    "{\"text\":\"%s\",\"language\":\"en\",\"tasks\":[\"translate\"],\"targets\":[\"de\"]}"
                            .formatted(text.formatted(sent)));
        }
    }

    /** The revisions of all documents in the order of the documents. */
    private List<String> assertEachOnce(OutputTopics answers) {
        answers.readToEnd();
        assertThat(answers.deadLetters()).isEmpty();
        List<TranslationRecord> translations =
                answers.translations().stream()
                        .sorted(Comparator.comparingInt(ModelSwapIT::number))
                        .toList();
        assertThat(translations.stream().map(ModelSwapIT::number).toList())
                .isEqualTo(IntStream.range(0, sent).boxed().toList());
        return translations.stream().map(each -> each.model().revision()).toList();
    }

    private static String revision(OutputTopics answers, int document) {
        return answers.translations().stream()
                .filter(each -> number(each) == document)
                .findFirst()
                .orElseThrow()
                .model()
                .revision();
    }

    private static int number(TranslationRecord translation) {
        return Integer.parseInt(translation.documentId().substring(1));
    }

    /** So many of the first as there are, and then the second. */
    private static List<String> inOrder(List<String> revisions, String first, String second) {
        return revisions.stream()
                .sorted(Comparator.comparingInt(each -> List.of(first, second).indexOf(each)))
                .toList();
    }

    private static List<String> last(List<String> revisions, int number) {
        return revisions.subList(revisions.size() - number, revisions.size());
    }

    private String record(String bundle, String revision) {
        return "{\"alias\":\"en-de\",\"path\":\"%s\",\"revision\":\"%s\"}"
                .formatted(folder.resolve(bundle), revision);
    }

    private PipelineConfig config(String name) {
        return RunningJob.config(
                BROKER.bootstrapServers(),
                name,
                Map.of(
                        "kafka.partitions",
                        "1",
                        "parallelism",
                        "1",
                        "translate.models",
                        "en-de=" + folder.resolve("first")));
    }
}

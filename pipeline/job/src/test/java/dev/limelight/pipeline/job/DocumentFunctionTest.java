package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.ContentType;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.DocumentFormat;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.document.Branch;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentFunctionTest {

    private static final int MAX_CHARACTERS = 100;
    private static final Tasks TASKS =
            new Tasks(Set.of("summarize", "translate"), List.of("summarize"));

    private static final String BOTH = "[\"summarize\",\"translate\"]";
    private static final Routes GERMAN =
            new Routes(Map.of("en-de", "a", "en-fr", "b"), List.of("de"));

    private OneInputStreamOperatorTestHarness<InputRecord, Document> harness;

    @BeforeEach
    void open() throws Exception {
        open(Branch.ALL, Routes.NONE);
    }

    private void open(Branch branch, Routes routes) throws Exception {
        open(branch, routes, GuardPolicy.OF_TEXT);
    }

    private void open(Branch branch, Routes routes, GuardPolicy policy) throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(
                                new DocumentFunction(
                                        branch,
                                        new DocumentDecoder(MAX_CHARACTERS),
                                        TASKS,
                                        routes,
                                        policy)));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void when_recordIsADocument_then_itGoesOnWithItsRecord() throws Exception {
        InputRecord input = Records.text("d", "A bridge is closed. It is old.");
        harness.processElement(new StreamRecord<>(input));

        assertThat(letters()).isEmpty();
        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(
                        document -> {
                            assertThat(document.original())
                                    .usingRecursiveComparison()
                                    .isEqualTo(input);
                            assertThat(document.sentences()).hasSize(2);
                        });
    }

    @Test
    void when_recordIsNone_then_deadLetterAndTheNextGoesOn() throws Exception {
        harness.processElement(new StreamRecord<>(Records.text("long", "a".repeat(101))));
        harness.processElement(new StreamRecord<>(Records.text("d", "A bridge is closed.")));

        assertThat(letters()).extracting(DeadLetterRecord::documentId).containsExactly("long");
        assertThat(harness.extractOutputValues()).extracting(Document::id).containsExactly("d");
    }

    @Test
    void when_oneTaskIsUnknown_then_documentAndDeadLetterForTheTask() throws Exception {
        harness.processElement(json("[\"dance\",\"summarize\"]", "[]"));

        assertThat(letters()).extracting(DeadLetterRecord::task).containsExactly("dance");
        assertThat(harness.extractOutputValues())
                .extracting(Document::tasks)
                .containsExactly(List.of("summarize"));
    }

    /** Every task, target and broken record is answered for by one of the two, never by both. */
    @Test
    void when_bothBranchesRead_then_eachTakesWhatIsIts() throws Exception {
        Map<Branch, List<Document>> documents = new EnumMap<>(Branch.class);
        Map<Branch, List<String>> refused = new EnumMap<>(Branch.class);
        for (Branch branch : List.of(Branch.SUMMARIZE, Branch.TRANSLATE)) {
            open(branch, GERMAN);
            harness.processElement(new StreamRecord<>(Records.text("long", "a".repeat(101))));
            harness.processElement(json("[\"dance\",\"summarize\"]", "[]"));
            harness.processElement(json("[\"translate\"]", "[]"));
            harness.processElement(
                    json("[\"translate\",\"summarize\"]", "[\"fr\",\"de-AT\",\"tlh\",\"fr\"]"));
            documents.put(branch, harness.extractOutputValues());
            refused.put(
                    branch, letters().stream().map(l -> l.documentId() + " " + l.task()).toList());
            close();
        }

        assertThat(documents.get(Branch.SUMMARIZE)).hasSize(2);
        assertThat(documents.get(Branch.TRANSLATE))
                .extracting(Document::targets)
                .containsExactly(List.of("de"), List.of("fr", "de-AT"));
        assertThat(refused.get(Branch.SUMMARIZE)).containsExactly("long null", "d dance");
        assertThat(refused.get(Branch.TRANSLATE)).containsExactly("d translate");
    }

    /** Both branches do the same with it, and one of them raises the alert. */
    @Test
    void when_theGuardFinds_then_oneAlertAndBothReadItWithout() throws Exception {
        for (Branch branch : List.of(Branch.SUMMARIZE, Branch.TRANSLATE)) {
            open(branch, GERMAN);
            harness.processElement(json(BOTH, "[\"de\"]", "Pay the in\u200bvoice."));
            harness.processElement(json(BOTH, "[\"de\"]", "A bridge is closed."));

            assertThat(harness.extractOutputValues())
                    .extracting(Document::text)
                    .containsExactly("Pay the invoice.", "A bridge is closed.");
            assertThat(harness.extractOutputValues().get(0).flags())
                    .containsExactly(Flag.GUARD_FINDINGS, Flag.HIDDEN_CHARACTERS);
            assertThat(alerts()).hasSize(branch == Branch.SUMMARIZE ? 1 : 0);
            close();
        }
    }

    @Test
    void when_thePolicyQuarantines_then_eachTaskHasOneLetterWithTheFindings() throws Exception {
        List<String> letters = new ArrayList<>();
        List<GuardAlertRecord> alerts = new ArrayList<>();
        for (Branch branch : List.of(Branch.SUMMARIZE, Branch.TRANSLATE)) {
            open(branch, GERMAN, GuardPolicy.OF_TEXT.with("unicode=quarantine"));
            harness.processElement(json(BOTH, "[\"de\",\"fr\"]", "Pay the in\u200bvoice."));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(letters())
                    .allMatch(letter -> letter.category() == DeadLetterCategory.QUARANTINED)
                    .allMatch(letter -> letter.error().contains("unicode 10-11"));
            letters()
                    .forEach(
                            each ->
                                    letters.add(
                                            each.task()
                                                    + " "
                                                    + each.error().replaceFirst(":.*", "")));
            alerts.addAll(alerts());
            close();
        }
        assertThat(letters)
                .containsExactly(
                        "summarize quarantined by the guard",
                        "translate into de",
                        "translate into fr");
        assertThat(alerts)
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.source())
                                    .isEqualTo(new SourcePosition("limelight.documents", 0, 7));
                            assertThat(alert.findings()).hasSize(1);
                        });
    }

    @Test
    void when_theGuardIsOff_then_documentsAreReadAsTheyCame() throws Exception {
        open(Branch.ALL, Routes.NONE, GuardPolicy.OFF);
        harness.processElement(json("[\"summarize\"]", "[]", "Pay the in\u200bvoice."));

        assertThat(alerts()).isEmpty();
        assertThat(harness.extractOutputValues())
                .singleElement()
                .satisfies(
                        document -> {
                            assertThat(document.text()).isEqualTo("Pay the in\u200bvoice.");
                            assertThat(document.flags()).isEmpty();
                        });
    }

    @Test
    void when_theJobDoesNotTranslate_then_aTranslationIsRefused() throws Exception {
        harness.processElement(json("[\"translate\"]", "[\"de\"]"));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.category())
                                    .isEqualTo(DeadLetterCategory.UNSUPPORTED_LANGUAGE);
                            assertThat(letter.error())
                                    .isEqualTo(
                                            "translation from en into \"de\", expected none, no"
                                                    + " model is configured");
                        });
    }

    /** What nobody's header says is a page is one where the job's owner says so. */
    @Test
    void when_theFormatSaysHtml_then_recordsWithoutHeaderArePages() throws Exception {
        var fields = DocumentFormat.DEFAULT.fields();
        var decoder =
                new DocumentDecoder(MAX_CHARACTERS, new DocumentFormat(ContentType.HTML, fields));
        var function =
                new DocumentFunction(Branch.ALL, decoder, TASKS, Routes.NONE, GuardPolicy.OFF);
        try (var pages = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function))) {
            pages.open();
            InputRecord text = Records.text("d", "<p>A bridge is closed.");
            var silent = new InputRecord(text.source(), 0, text.key(), text.value(), List.of());
            pages.processElement(new StreamRecord<>(silent));
            pages.processElement(new StreamRecord<>(text));

            assertThat(pages.extractOutputValues())
                    .extracting(Document::format)
                    .containsExactly(SourceFormat.HTML, SourceFormat.TXT);
        }
    }

    private static StreamRecord<InputRecord> json(String tasks, String targets) {
        return json(tasks, targets, "A bridge is closed.");
    }

    private static StreamRecord<InputRecord> json(String tasks, String targets, String text) {
        String json =
                "{\"text\":\"%s\",\"language\":\"en\",\"tasks\":%s,\"targets\":%s}"
                        .formatted(text, tasks, targets);
        return new StreamRecord<>(
                new InputRecord(
                        new SourcePosition("limelight.documents", 0, 7),
                        1_000,
                        "d".getBytes(StandardCharsets.UTF_8),
                        json.getBytes(StandardCharsets.UTF_8),
                        Map.of()));
    }

    private List<GuardAlertRecord> alerts() {
        var output = harness.getSideOutput(DocumentFunction.ALERTS);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }

    private List<DeadLetterRecord> letters() {
        var output = harness.getSideOutput(DeadLetters.TAG);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }
}

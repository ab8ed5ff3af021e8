package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.fixture.Records;
import java.nio.charset.StandardCharsets;
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

    private OneInputStreamOperatorTestHarness<InputRecord, Document> harness;

    @BeforeEach
    void open() throws Exception {
        var tasks = new Tasks(Set.of("summarize"), List.of("summarize"));
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new DocumentFunction(MAX_CHARACTERS, tasks)));
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
        String json = "{\"text\":\"A bridge is closed.\",\"tasks\":[\"dance\",\"summarize\"]}";
        harness.processElement(
                new StreamRecord<>(
                        new InputRecord(
                                new SourcePosition("limelight.documents", 0, 7),
                                1_000,
                                "d".getBytes(StandardCharsets.UTF_8),
                                json.getBytes(StandardCharsets.UTF_8),
                                Map.of())));

        assertThat(letters()).extracting(DeadLetterRecord::task).containsExactly("dance");
        assertThat(harness.extractOutputValues())
                .extracting(Document::tasks)
                .containsExactly(List.of("summarize"));
    }

    private List<DeadLetterRecord> letters() {
        var output = harness.getSideOutput(DeadLetters.TAG);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }
}

package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.SummarizationTask;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.inference.Failure;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.Abstracted;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AbstractiveResultFunctionTest {

    private static final String TEXT = "The bridge was closed on Tuesday. It is old. ";

    @Test
    void when_aDocumentIsSummarized_then_itsTwoRecordsGoOut() throws Exception {
        try (var harness = harness(OutputRecords.MIN_RECORD_BYTES * 100)) {
            harness.processElement(new StreamRecord<>(done(TEXT)));

            assertThat(harness.extractOutputValues())
                    .extracting(OutputRecord::topic)
                    .containsExactly("summaries", "salience");
            assertThat(letters(harness)).isEmpty();
        }
    }

    @Test
    void when_theRecordsAreTooLargeForKafka_then_onlyADeadLetterGoesOut() throws Exception {
        try (var harness = harness(OutputRecords.MIN_RECORD_BYTES)) {
            harness.processElement(new StreamRecord<>(done(TEXT.repeat(1_000))));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertLetter(harness, "sink", DeadLetterCategory.TOO_LARGE);
        }
    }

    @Test
    void when_aDocumentFailed_then_theDeadLetterSaysWhy() throws Exception {
        try (var harness = harness(OutputRecords.MIN_RECORD_BYTES)) {
            var failure = new Failure(DeadLetterCategory.TIMEOUT, "too late");
            Document document = Documents.of("d", "en", TEXT);
            harness.processElement(new StreamRecord<>(Abstracted.failed(document, failure)));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertLetter(harness, "summarize", DeadLetterCategory.TIMEOUT);
            assertThat(letters(harness).get(0).error()).isEqualTo("too late");
        }
    }

    private static void assertLetter(
            OneInputStreamOperatorTestHarness<Abstracted, OutputRecord> harness,
            String stage,
            DeadLetterCategory category) {
        assertThat(letters(harness))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.category()).isEqualTo(category);
                            assertThat(letter.stage()).isEqualTo(stage);
                            assertThat(letter.task()).isEqualTo("summarize");
                            assertThat(letter.documentId()).isEqualTo("d");
                        });
    }

    private static Abstracted done(String text) {
        var task = new SummarizationTask("", "{}", 64, 64, AttentionTap.head(0, 0));
        try (var client = new WordByWord(64)) {
            var summarizer = new AbstractiveSummarizer(client, task, AbstractiveSettings.DEFAULT);
            return Abstracted.of(
                    summarizer.summarize(
                            Documents.of("d", "en", text), new SummaryLength(3, false)));
        }
    }

    private static OneInputStreamOperatorTestHarness<Abstracted, OutputRecord> harness(int bytes)
            throws Exception {
        var function = new AbstractiveResultFunction(new OutputRecords(bytes));
        var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        harness.open();
        return harness;
    }

    private static List<DeadLetterRecord> letters(
            OneInputStreamOperatorTestHarness<Abstracted, OutputRecord> harness) {
        var output = harness.getSideOutput(DeadLetters.TAG);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }
}

package dev.limelight.pipeline.job.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.sink.ResultRecords;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ResultFunctionTest {

    private static final int SMALL = OutputRecords.MIN_RECORD_BYTES;
    private static final int BIG = OutputRecords.MIN_RECORD_BYTES * 100;
    private static final String TEXT = "The bridge was closed on Tuesday. It is old. ";

    private static final Document DOCUMENT =
            Documents.of("d", "en", "The bridge was closed on Tuesday. It is old.");

    @Test
    void when_aTaskIsDone_then_itsTwoRecordsGoOut() throws Exception {
        try (var harness = harness(BIG)) {
            harness.processElement(new StreamRecord<>(done()));

            assertThat(harness.extractOutputValues())
                    .extracting(OutputRecord::topic)
                    .containsExactly("translations", "salience");
            assertThat(letters(harness)).isEmpty();
        }
    }

    /** So that a reader of the whole translation can mark its segments. */
    @Test
    void when_aTranslationIsWritten_then_eachSegmentSaysWhereItIsInIt() {
        String text = " The bridge \ud83d\ude00 was closed.\n\n\nIt is old.  It opens in May. ";
        var record =
                TranslationRecords.translation(done(Documents.of("d", "en", text)).result(), 1);

        assertThat(record.segments()).hasSize(3);
        assertThat(record.segments())
                .allSatisfy(
                        segment ->
                                assertThat(
                                                slice(
                                                        record.text(),
                                                        segment.targetStart(),
                                                        segment.targetEnd()))
                                        .isEqualTo(segment.text()));
    }

    private static String slice(String text, int start, int end) {
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    @Test
    void when_theTranslationIsTooLargeForKafka_then_onlyADeadLetterGoesOut() throws Exception {
        try (var harness = harness(SMALL)) {
            String text = "The bridge was closed on Tuesday. ".repeat(2_000);
            harness.processElement(new StreamRecord<>(done(Documents.of("d", "en", text))));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(letters(harness))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.category())
                                        .isEqualTo(DeadLetterCategory.TOO_LARGE);
                                assertThat(letter.task()).isEqualTo("translate");
                                assertThat(letter.error()).startsWith("into de: ");
                            });
        }
    }

    @Test
    void when_aTaskFailed_then_theDeadLetterSaysWhyAndIntoWhat() throws Exception {
        try (var harness = harness(SMALL)) {
            var task = new TranslationTask(DOCUMENT, "de");
            harness.processElement(
                    new StreamRecord<>(
                            Outcome.failed(
                                    task,
                                    new Failure(
                                            Stage.TRANSLATE,
                                            DeadLetterCategory.TIMEOUT,
                                            "too late"))));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(letters(harness))
                    .extracting(DeadLetterRecord::error)
                    .containsExactly("into de: too late");
        }
    }

    private static Outcome<Translation> done() {
        return done(DOCUMENT);
    }

    private static Outcome<Translation> done(Document document) {
        var task = new TranslationTask(document, "de");
        try (var client = new WordByWord(64)) {
            var translator = new DocumentTranslator(client, TranslateSettings.DEFAULT);
            return Outcome.of(task, translator.translate(document, "de"));
        }
    }

    @Test
    void when_aDocumentIsSummarized_then_itsTwoRecordsGoOut() throws Exception {
        try (var harness =
                ResultFunctionTest.<AbstractiveSummary>harness(BIG, SummaryRecords::all)) {
            harness.processElement(new StreamRecord<>(summarized(TEXT)));

            assertThat(harness.extractOutputValues())
                    .extracting(OutputRecord::topic)
                    .containsExactly("summaries", "salience");
            assertThat(letters(harness)).isEmpty();
        }
    }

    @Test
    void when_theSummaryIsTooLargeForKafka_then_onlyADeadLetterGoesOut() throws Exception {
        try (var harness =
                ResultFunctionTest.<AbstractiveSummary>harness(SMALL, SummaryRecords::all)) {
            harness.processElement(new StreamRecord<>(summarized(TEXT.repeat(1_000))));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertLetter(letters(harness), "sink", DeadLetterCategory.TOO_LARGE);
        }
    }

    @Test
    void when_aDocumentFailed_then_theDeadLetterSaysWhy() throws Exception {
        try (var harness = harness(SMALL, SummaryRecords::all)) {
            var failure = new Failure(Stage.SUMMARIZE, DeadLetterCategory.TIMEOUT, "too late");
            Document document = Documents.of("d", "en", TEXT);
            harness.processElement(
                    new StreamRecord<>(Outcome.failed(document, Tasks.SUMMARIZE, null, failure)));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertLetter(letters(harness), "summarize", DeadLetterCategory.TIMEOUT);
            assertThat(letters(harness).get(0).error()).isEqualTo("too late");
        }
    }

    private static void assertLetter(
            List<DeadLetterRecord> letters, String stage, DeadLetterCategory category) {
        assertThat(letters)
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.category()).isEqualTo(category);
                            assertThat(letter.stage()).isEqualTo(stage);
                            assertThat(letter.task()).isEqualTo("summarize");
                            assertThat(letter.documentId()).isEqualTo("d");
                        });
    }

    private static Outcome<AbstractiveSummary> summarized(String text) {
        var task = new SummarizationTask("", "{}", 64, 64, AttentionTap.head(0, 0));
        Document document = Documents.of("d", "en", text);
        try (var client = new WordByWord(64)) {
            var summarizer = new AbstractiveSummarizer(client, task, AbstractiveSettings.DEFAULT);
            return Outcome.done(
                    document,
                    Tasks.SUMMARIZE,
                    null,
                    summarizer.summarize(document, new SummaryLength(3, false)));
        }
    }

    private static OneInputStreamOperatorTestHarness<Outcome<Translation>, OutputRecord> harness(
            int bytes) throws Exception {
        return harness(bytes, TranslationRecords::all);
    }

    private static <T> OneInputStreamOperatorTestHarness<Outcome<T>, OutputRecord> harness(
            int bytes, ResultRecords<T> form) throws Exception {
        var function = new ResultFunction<>(new OutputRecords(bytes), form);
        var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        harness.open();
        return harness;
    }

    private static List<DeadLetterRecord> letters(
            OneInputStreamOperatorTestHarness<?, OutputRecord> harness) {
        var output = harness.getSideOutput(DeadLetters.TAG);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }
}

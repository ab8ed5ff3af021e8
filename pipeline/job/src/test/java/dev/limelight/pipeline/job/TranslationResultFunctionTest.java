package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.TranslateSettings;
import dev.limelight.pipeline.translate.Translated;
import dev.limelight.pipeline.translate.TranslationTask;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class TranslationResultFunctionTest {

    private static final Document DOCUMENT =
            Documents.of("d", "en", "The bridge was closed on Tuesday. It is old.");

    @Test
    void when_aTaskIsDone_then_itsTwoRecordsGoOut() throws Exception {
        try (var harness = harness(OutputRecords.MIN_RECORD_BYTES * 100)) {
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
                TranslationRecords.translation(
                        done(Documents.of("d", "en", text)).translation(), 1);

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
        try (var harness = harness(OutputRecords.MIN_RECORD_BYTES)) {
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
        try (var harness = harness(OutputRecords.MIN_RECORD_BYTES)) {
            var task = new TranslationTask(DOCUMENT, "de");
            harness.processElement(
                    new StreamRecord<>(
                            Translated.failed(task, DeadLetterCategory.TIMEOUT, "too late")));

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(letters(harness))
                    .extracting(DeadLetterRecord::error)
                    .containsExactly("into de: too late");
        }
    }

    private static Translated done() {
        return done(DOCUMENT);
    }

    private static Translated done(Document document) {
        var task = new TranslationTask(document, "de");
        try (var client = new WordByWord(64)) {
            var translator = new DocumentTranslator(client, TranslateSettings.DEFAULT);
            return Translated.of(task, translator.translate(document, "de"));
        }
    }

    private static OneInputStreamOperatorTestHarness<Translated, OutputRecord> harness(int bytes)
            throws Exception {
        var function = new TranslationResultFunction(new OutputRecords(bytes));
        var harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function));
        harness.open();
        return harness;
    }

    private static List<DeadLetterRecord> letters(
            OneInputStreamOperatorTestHarness<Translated, OutputRecord> harness) {
        var output = harness.getSideOutput(DeadLetters.TAG);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }
}

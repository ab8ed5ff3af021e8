package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.OutputRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputRecordsTest {
    private static final int LIMIT = OutputRecords.MIN_RECORD_BYTES;

    private final OutputRecords records = new OutputRecords(LIMIT);

    @Test
    void when_recordsFit_then_theyHaveTopicKeyAndJson() throws Exception {
        OutputRecord summary = records.summary(TestRecords.summary("d\u00e4", "x"));
        assertThat(summary.topic()).isEqualTo("summaries");
        assertThat(summary.key()).isEqualTo(bytes("d\u00e4"));
        assertThat(summary.value())
                .isEqualTo(RecordCodec.encode(TestRecords.summary("d\u00e4", "x")));
        assertThat(records.translation(TestRecords.translation("d", "x")).topic())
                .isEqualTo("translations");
        assertThat(records.salience(TestRecords.salience("d")).topic()).isEqualTo("salience");
        assertThat(records.document(TestRecords.document()).topic()).isEqualTo("documents");

        DeadLetterRecord letter = TestRecords.deadLetter(new byte[10]);
        assertThat(records.deadLetter(letter).topic()).isEqualTo("dead-letters");
        assertThat(records.deadLetter(letter).value()).isEqualTo(RecordCodec.encode(letter));
    }

    @Test
    void when_resultIsTooLarge_then_reportedWithBothSizes() {
        OversizedRecordException error =
                catchThrowableOfType(
                        OversizedRecordException.class,
                        () -> records.summary(TestRecords.summary("d", "x".repeat(LIMIT))));

        assertThat(error.bytes()).isGreaterThan(LIMIT);
        assertThat(error.limit()).isEqualTo(LIMIT);
        assertThat(error)
                .hasMessage(
                        "the summary has " + error.bytes() + " bytes, expected at most " + LIMIT);
    }

    @Test
    void when_deadLetterIsTooLarge_then_valueGoesAndErrorSaysSo() throws Exception {
        DeadLetterRecord light = sent(TestRecords.deadLetter(new byte[LIMIT]));

        assertThat(light.value()).isNull();
        assertThat(light.headers()).isNotEmpty();
        assertThat(light.error())
                .startsWith("found NaN, expected a finite number; original value of 65536 bytes")
                .endsWith("at most 65536 fit");
    }

    @Test
    void when_headersAndErrorAreTooLarge_then_theyGoToo() throws Exception {
        DeadLetterRecord letter =
                new DeadLetterRecord(
                        null,
                        TestRecords.POSITION,
                        null,
                        "document",
                        DeadLetterCategory.INVALID,
                        "\ud83d\ude00".repeat(LIMIT),
                        1,
                        null,
                        Map.of("h", "x".repeat(LIMIT)),
                        1);
        DeadLetterRecord light = sent(letter);

        assertThat(light.headers()).isEmpty();
        assertThat(light.error()).hasSizeLessThan(5000).endsWith("...; headers left out");
        assertThat(records.deadLetter(letter).key()).isNull();
    }

    @Test
    void when_errorHasALoneSurrogate_then_deadLetterIsStillWritten() throws Exception {
        DeadLetterRecord letter =
                new BadDocumentException(DeadLetterCategory.INVALID, "d", "bad \ud800!")
                        .toDeadLetter(TestRecords.input("k", "v", Map.of()), "document", 1);

        assertThat(sent(letter).error()).isEqualTo("bad ?!");
    }

    @Test
    void when_limitIsTooLow_then_refused() {
        assertThatThrownBy(() -> new OutputRecords(10)).hasMessageContaining("10");
    }

    private DeadLetterRecord sent(DeadLetterRecord letter) throws Exception {
        OutputRecord record = records.deadLetter(letter);
        assertThat(OutputRecords.size(record.key(), record.value())).isLessThanOrEqualTo(LIMIT);
        return RecordCodec.decode(record.value(), DeadLetterRecord.class);
    }
}

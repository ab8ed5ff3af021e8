package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.codec.format.PassedHeaders;
import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.GuardAction;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputRecordsTest {
    private static final int LIMIT = OutputRecords.MIN_RECORD_BYTES;

    private static final InputRecord BARE = TestRecords.input("d", "x", Map.of());
    private final OutputRecords records = new OutputRecords(LIMIT);

    @Test
    void when_recordsFit_then_theyHaveTopicKeyAndJson() throws Exception {
        OutputRecord summary = records.summary(TestRecords.summary("d\u00e4", "x"), BARE);
        assertThat(summary.topic()).isEqualTo("summaries");
        assertThat(summary.key()).isEqualTo(bytes("d\u00e4"));
        assertThat(summary.value())
                .isEqualTo(RecordCodec.encode(TestRecords.summary("d\u00e4", "x")));
        assertThat(records.translation(TestRecords.translation("d", "x"), BARE).topic())
                .isEqualTo("translations");
        assertThat(records.salience(TestRecords.salience("d"), BARE).topic()).isEqualTo("salience");

        DeadLetterRecord letter = TestRecords.deadLetter(new byte[10]);
        assertThat(records.deadLetter(letter).topic()).isEqualTo("dead-letters");
        assertThat(records.deadLetter(letter).value()).isEqualTo(RecordCodec.encode(letter));
    }

    @Test
    void when_resultIsTooLarge_then_reportedWithBothSizes() {
        OversizedRecordException error =
                catchThrowableOfType(
                        OversizedRecordException.class,
                        () -> records.summary(TestRecords.summary("d", "x".repeat(LIMIT)), BARE));

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
    void when_anAlertHasTooManyFindings_then_theLastGoAndAreCounted() throws Exception {
        var finding = new GuardFinding(0, 1, "unicode", 1, 1, "bad \ud800!", GuardAction.FLAG);
        var alert =
                new GuardAlertRecord(
                        "guard", "d", Collections.nCopies(5_000, finding), null, 1, "p", null, 1);
        OutputRecord record = records.guardAlert(alert);

        assertThat(record.topic()).isEqualTo("alerts");
        assertThat(OutputRecords.size(record.key(), record.value())).isLessThanOrEqualTo(LIMIT);
        var written = RecordCodec.decode(record.value(), GuardAlertRecord.class);
        assertThat(written.findings()).isNotEmpty();
        assertThat(written.findings().size() + written.findingsLeftOut()).isEqualTo(5_000);
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
                        1,
                        List.of(new RecordHeader("h", "x".repeat(LIMIT))));
        DeadLetterRecord light = sent(letter);

        assertThat(light.headers()).isEmpty();
        assertThat(light.error()).hasSizeLessThan(5000).endsWith("...; headers left out");
        assertThat(records.deadLetter(letter).key()).isNull();
    }

    @Test
    void when_errorHasALoneSurrogate_then_deadLetterIsStillWritten() throws Exception {
        DeadLetterRecord letter = letter(TestRecords.input("k", "v", Map.of()), "bad \ud800!");

        assertThat(sent(letter).error()).isEqualTo("bad ?!");
    }

    @Test
    void when_documentHasHeaders_then_resultsCarryThemBesideTheirOwnType() throws Exception {
        List<RecordHeader> sent =
                List.of(
                        new RecordHeader("traceparent", "00-4bf9-01"),
                        new RecordHeader("Content-Type", "text/plain"),
                        new RecordHeader("x", "\u0000\u00ff"),
                        new RecordHeader("x", null),
                        new RecordHeader("x", ""));
        InputRecord document = new InputRecord(TestRecords.POSITION, 1, null, bytes("x"), sent);
        List<RecordHeader> expected =
                List.of(
                        new RecordHeader("content-type", "application/json"),
                        sent.get(0),
                        sent.get(2),
                        sent.get(3),
                        sent.get(4));

        assertThat(
                        List.of(
                                records.summary(TestRecords.summary("d", "x"), document),
                                records.translation(TestRecords.translation("d", "x"), document),
                                records.salience(TestRecords.salience("d"), document),
                                records.deadLetter(letter(document))))
                .allSatisfy(record -> assertThat(record.headers()).isEqualTo(expected));
        assertThat(sent(letter(document)).headers())
                .isEqualTo(
                        Map.of("traceparent", "00-4bf9-01", "Content-Type", "text/plain", "x", ""));
    }

    @Test
    void when_headersAreNamed_then_onlyThoseArePassed() throws Exception {
        InputRecord document =
                TestRecords.input("d", "x", Map.of("TraceParent", "1", "tracestate", "2"));
        for (var each : Map.of("traceparent , b", 2, "", 1, "*", 3).entrySet()) {
            var named = new OutputRecords(LIMIT, PassedHeaders.parse(each.getKey()), true);
            assertThat(named.summary(TestRecords.summary("d", "x"), document).headers())
                    .hasSize(each.getValue());
        }
        for (String wrong : List.of("Content-Type", "a,*")) {
            assertThatThrownBy(() -> PassedHeaders.parse(wrong)).hasMessageContaining(wrong);
        }
    }

    /** Bytes that headers take are bytes that the broker counts. */
    @Test
    void when_headersAloneAreTooLarge_then_resultIsReportedAndDeadLetterGoesWithoutThem()
            throws Exception {
        InputRecord document = TestRecords.input("d", "x", Map.of("h", "x".repeat(LIMIT)));

        assertThatThrownBy(() -> records.summary(TestRecords.summary("d", "x"), document))
                .isInstanceOf(OversizedRecordException.class)
                .hasMessageContaining(" bytes, 65547 of them headers, expected at most 65536");
        DeadLetterRecord light = sent(letter(document));
        assertThat(light.error()).endsWith("; headers left out");
        assertThat(light.headers()).isEmpty();
    }

    @Test
    void when_wordScoresAreOff_then_salienceHasNone() throws Exception {
        var sparse = new OutputRecords(LIMIT, PassedHeaders.ALL, false);

        byte[] json = sparse.salience(TestRecords.salience("d"), BARE).value();
        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"sentences\":[{")
                .doesNotContain("words");
        assertThat(RecordCodec.decode(json, SalienceRecord.class))
                .isEqualTo(TestRecords.salience("d").withoutWords());
    }

    private static DeadLetterRecord letter(InputRecord document) {
        return letter(document, "bad");
    }

    private static DeadLetterRecord letter(InputRecord document, String error) {
        var failure = new Failure(Stage.DOCUMENT, DeadLetterCategory.INVALID, error);
        return DeadLetterRecord.of(document, "d", null, failure, 1);
    }

    @Test
    void when_limitIsTooLow_then_refused() {
        assertThatThrownBy(() -> new OutputRecords(10)).hasMessageContaining("10");
    }

    private DeadLetterRecord sent(DeadLetterRecord letter) throws Exception {
        OutputRecord record = records.deadLetter(letter);
        assertThat(
                        OutputRecords.size(record.key(), record.value())
                                + OutputRecords.size(record.headers()))
                .isLessThanOrEqualTo(LIMIT);
        return RecordCodec.decode(record.value(), DeadLetterRecord.class);
    }
}

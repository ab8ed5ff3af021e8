package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

    @Test
    void when_recordsAreWritten_then_theyComeBack() throws Exception {
        SummaryRecord summary = TestRecords.summary("d", TestRecords.HOSTILE);
        SalienceRecord salience = TestRecords.salience("d");
        TranslationRecord translation = TestRecords.translation("d", TestRecords.HOSTILE);

        assertThat(RecordCodec.decode(RecordCodec.encode(translation), TranslationRecord.class))
                .isEqualTo(translation);
        assertThat(RecordCodec.decode(RecordCodec.encode(summary), SummaryRecord.class))
                .isEqualTo(summary);
        assertThat(RecordCodec.decode(RecordCodec.encode(salience), SalienceRecord.class))
                .isEqualTo(salience);
    }

    @Test
    void when_deadLetterIsWritten_then_contractsFormHolds() throws Exception {
        byte[] value = {(byte) 0xFF, 0, 1};
        byte[] json = RecordCodec.encode(TestRecords.deadLetter(value));

        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"documentId\":\"d1\",\"source\":{\"topic\":\"limelight.documents\","
                                + "\"partition\":2,\"offset\":41},\"task\":\"summarize\","
                                + "\"stage\":\"inference\",\"category\":\"model-error\","
                                + "\"error\":\"found NaN, expected a finite number\",\"attempts\":3,"
                                + "\"value\":\"/wAB\",\"headers\":{\"content-type\":\"text/plain\"},"
                                + "\"failedAt\":1700000000000}");
        assertThat(RecordCodec.decode(json, DeadLetterRecord.class))
                .usingRecursiveComparison()
                .isEqualTo(TestRecords.deadLetter(value));
    }

    @Test
    void when_translationIsWritten_then_contractsFormHolds() {
        String json =
                new String(
                        RecordCodec.encode(TestRecords.translation("d", "Eine")),
                        StandardCharsets.UTF_8);

        assertThat(json)
                .startsWith(
                        "{\"documentId\":\"d\",\"source\":\"en\",\"target\":\"de\",\"text\":\"Eine\","
                                + "\"segments\":[{\"sourceStart\":0,\"sourceEnd\":7,\"targetStart\":0,\"targetEnd\":4,\"text\":\"Eine\","
                                + "\"logProbability\":-0.25,\"alignment\":[[0,1,0,1,1.0],"
                                + "[2,6,1,2,0.75]],\"flags\":[\"sentence-split\"]}");
    }

    @Test
    void when_alignmentGrowsInALaterVersion_then_itIsStillRead() throws Exception {
        byte[] json = bytes("[1,2,3,4,0.5,\"new\"]");

        assertThat(RecordCodec.decode(json, AlignmentLink.class))
                .isEqualTo(new AlignmentLink(1, 2, 3, 4, 0.5));
    }

    @Test
    void when_fieldIsNull_then_itIsLeftOut() {
        assertThat(
                        new String(
                                RecordCodec.encode(TestRecords.deadLetter(null)),
                                StandardCharsets.UTF_8))
                .doesNotContain("null")
                .doesNotContain("\"value\"");
    }

    @Test
    void when_mapsAreWritten_then_keysAreInOrder() {
        assertThat(
                        new String(
                                RecordCodec.encode(TestRecords.summary("d", "x")),
                                StandardCharsets.UTF_8))
                .contains("\"metadata\":{\"a\":\"1\",\"b\":\"2\"}");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void when_numberIsNotFinite_then_refused(double score) {
        assertThatThrownBy(() -> RecordCodec.encode(new ScoredSpan(0, 1, score)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(score))
                .hasMessageContaining("ScoredSpan");
    }

    @Test
    void when_stringHasALoneSurrogate_then_refused() {
        assertThatThrownBy(() -> RecordCodec.encode(TestRecords.summary("d", "\ud800x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void when_textIsBeyondTheBmp_then_itIsPlainUtf8() {
        assertThat(new String(RecordCodec.encode(TestRecords.document()), StandardCharsets.UTF_8))
                .contains("A lamp. \ud83d\udca1 Another lamp.");
    }

    @Test
    void when_unknownFieldsAreRead_then_theyArePassedOver() throws Exception {
        byte[] json = bytes("{\"start\":1,\"new\":{\"a\":[]},\"end\":2,\"score\":0.5}");

        assertThat(RecordCodec.decode(json, ScoredSpan.class)).isEqualTo(new ScoredSpan(1, 2, 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"start\":\"1\"}", "{} {}", "{"})
    void when_jsonIsNoRecord_then_ioException(String json) {
        assertThatThrownBy(() -> RecordCodec.decode(bytes(json), ScoredSpan.class))
                .isInstanceOf(IOException.class);
    }

    @Test
    void when_documentHasNoMetadata_then_itComesBackTheSame() throws Exception {
        DocumentRecord document = TestRecords.document();

        assertThat(RecordCodec.decode(RecordCodec.encode(document), DocumentRecord.class))
                .isEqualTo(document);
    }
}

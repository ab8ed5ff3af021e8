package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.HOSTILE;
import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.GuardAction;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.Stage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what the published schemas promise. */
class SchemaTest {
    private static final OutputRecords RECORDS = new OutputRecords(OutputRecords.MIN_RECORD_BYTES);

    private static final InputRecord BARE = TestRecords.input("d", "x", Map.of());

    @Test
    void when_resultsAreWritten_then_schemasHold() throws Exception {
        for (String text : List.of("A lamp.", HOSTILE, "")) {
            assertValid(
                    "summary",
                    RECORDS.summary(TestRecords.summary("d\u0000\"", text), BARE).value());
        }
        for (String text : List.of("Eine Lampe.", HOSTILE, "")) {
            assertValid(
                    "translation",
                    RECORDS.translation(TestRecords.translation("d", text), BARE).value());
        }
        assertValid("salience", RECORDS.salience(TestRecords.salience("d"), BARE).value());
        assertValid("salience", RecordCodec.encode(TestRecords.salience("d").withoutWords()));
        assertValid("document", RecordCodec.encode(TestRecords.document()));
        assertValid(
                "document",
                RecordCodec.encode(new DocumentRecord("i", "x", null, null, null, null, Map.of())));
    }

    @ParameterizedTest
    @EnumSource(DeadLetterCategory.class)
    void when_deadLettersAreWritten_then_schemaHolds(DeadLetterCategory category) throws Exception {
        for (byte[] value :
                new byte[][] {null, {}, {-1}, {0, 1}, bytes(HOSTILE), new byte[70_000]}) {
            InputRecord input = TestRecords.input(null, value, Map.of("h", HOSTILE));
            DeadLetterRecord letter =
                    DeadLetterRecord.of(
                            input, null, null, new Failure(Stage.DOCUMENT, category, HOSTILE), 1);
            OutputRecord record = RECORDS.deadLetter(letter);

            assertValid("dead-letter", record.value());
            assertThat(record.key()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void when_alertsAreWritten_then_schemaHoldsAndTheyFit(AlertKind kind) throws Exception {
        for (byte[] value : new byte[][] {null, {}, {-1}, bytes(HOSTILE), new byte[70_000]}) {
            OutputRecord record =
                    RECORDS.alert(
                            new AlertRecord(
                                    kind, "en-de", HOSTILE, TestRecords.POSITION, value, 1));
            assertValid("alert", record.value());
            assertThat(record.key()).isEqualTo(bytes("en-de"));
            assertThat(record.value()).hasSizeLessThan(OutputRecords.MIN_RECORD_BYTES);
        }
        OutputRecord bare = RECORDS.alert(new AlertRecord(kind, null, "no", null, null, 1));
        assertValid("alert", bare.value());
        assertThat(bare.key()).isNull();
    }

    @ParameterizedTest
    @EnumSource(GuardAction.class)
    void when_guardAlertsAreWritten_then_schemaHolds(GuardAction action) throws Exception {
        var finding = new GuardFinding(0, 1, "unicode", 1, 0.5, "a reason", action);
        for (List<GuardFinding> findings : List.of(List.of(finding), List.<GuardFinding>of())) {
            var alert =
                    new GuardAlertRecord("guard", "d", findings, null, 0.5, "unicode=off", null, 1);
            assertValid("guard-alert", RecordCodec.encode(alert));
        }
    }

    @Test
    void when_modelRecordsAreRight_then_schemaHolds() throws Exception {
        assertValid("model", RecordCodec.encode(new ModelRecord("en-de", "/m", null, "2")));
        assertValid("model", RecordCodec.encode(new ModelRecord("en-de", null, "org/m", null)));
        assertThat(validate("model", bytes("{\"alias\":\"en-de\"}"))).isNotEmpty();
        assertThat(validate("model", bytes("{\"path\":\"/m\",\"repository\":\"org/m\"}")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\":42}",
                "{\"text\":\"\"}",
                "{\"text\":\"x\",\"tasks\":\"summarize\"}",
                "{\"text\":\"x\",\"tasks\":[]}",
                "{\"text\":\"x\",\"metadata\":{\"a\":1}}",
                "{\"text\":\"x\",\"targets\":[1]}",
                "[]"
            })
    void when_decoderRefuses_then_schemaDoesToo(String json) throws Exception {
        assertThat(validate("document", bytes(json))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"x\",\"metadata\":{\"a\":null}}",
                "{\"text\":\"x\",\"targets\":[null]}",
                "{\"text\":\"x\",\"tasks\":[\"summarize\",null]}",
                "{\"text\":\"x\",\"id\":null,\"tasks\":null,\"metadata\":null}"
            })
    void when_nullsAreAbsent_then_decoderAndSchemaTakeThem(String json) throws Exception {
        assertThat(validate("document", bytes(json))).isEmpty();
        assertThat(new DocumentDecoder().decode(TestRecords.input("k", json, Map.of())).text())
                .isEqualTo("x");
    }

    @Test
    void when_resultIsNoSuch_then_schemaRefuses() throws Exception {
        assertThat(validate("salience", bytes("{\"documentId\":\"d\"}"))).isNotEmpty();
        assertThat(validate("summary", RecordCodec.encode(TestRecords.salience("d")))).isNotEmpty();
        assertThat(validate("translation", RecordCodec.encode(TestRecords.summary("d", "x"))))
                .isNotEmpty();
        assertThat(validate("dead-letter", bytes("{\"category\":\"TOO_LARGE\"}"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0,1,0,1]",
                "[0,1,0,1,0]",
                "[0,1,0,1,1.5]",
                "[0,-1,0,1,0.5]",
                "{\"start\":0}"
            })
    void when_alignmentIsNoSuch_then_schemaRefuses(String link) throws Exception {
        String json =
                new String(
                        RecordCodec.encode(TestRecords.translation("d", "x")),
                        StandardCharsets.UTF_8);
        assertThat(json).contains("[0,1,0,1,1.0]");
        assertThat(validate("translation", bytes(json.replace("[0,1,0,1,1.0]", link))))
                .isNotEmpty();
    }

    private static void assertValid(String schema, byte[] json) throws Exception {
        assertThat(validate(schema, json)).isEmpty();
    }

    private static Set<ValidationMessage> validate(String name, byte[] json) throws Exception {
        try (InputStream in =
                SchemaTest.class.getResourceAsStream("/dev/limelight/schema/" + name + ".json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
            return schema.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }
}

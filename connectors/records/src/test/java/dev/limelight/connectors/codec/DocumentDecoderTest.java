package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static dev.limelight.connectors.fixture.TestRecords.input;
import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;
import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;
import static dev.limelight.connectors.record.DeadLetterCategory.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.RecordHeader;
import dev.limelight.connectors.record.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentDecoderTest {
    private static final Map<String, String> TEXT = Map.of("content-type", "text/plain");

    private final DocumentDecoder decoder = new DocumentDecoder();

    @Test
    void when_allFieldsAreThere_then_allAreRead() throws Exception {
        DocumentRecord document =
                json(
                        null,
                        """
                        {"id": "d1", "text": "A lamp.", "title": "Lamps", "language": "en",
                         "tasks": ["summarize"], "targets": ["de", "fr"], "metadata": {"a": "1"},
                         "unknown": [{"x": [1, 2]}, null]}""");

        assertThat(document)
                .isEqualTo(
                        new DocumentRecord(
                                "d1",
                                "A lamp.",
                                "Lamps",
                                "en",
                                List.of("summarize"),
                                List.of("de", "fr"),
                                Map.of("a", "1")));
    }

    @Test
    void when_fieldsAreAbsentOrNull_then_theyAreNull() throws Exception {
        DocumentRecord expected = new DocumentRecord("k", "x", null, null, null, null, Map.of());

        assertThat(json("k", "{\"text\":\"x\"}")).isEqualTo(expected);
        assertThat(
                        json(
                                "k",
                                "{\"id\":null,\"text\":\"x\",\"title\":null,\"language\":null,"
                                        + "\"tasks\":null,\"targets\":null,\"metadata\":null}"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "TEXT/Plain",
                " text/plain ; charset=UTF-8",
                "text/plain;format=flowed;charset=\"utf-8\""
            })
    void when_contentTypeIsText_then_valueIsTheTextAndKeyTheId(String type) throws Exception {
        String text = "\ufeff  {\"id\": 1} \n\u0000\ud83d\ude00 ";
        DocumentRecord document =
                decoder.decode(input("the id", text, Map.of("Content-Type", type)));

        assertThat(document.id()).isEqualTo("the id");
        assertThat(document.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/vnd.doc+json",
                "application/octet-stream"
            })
    void when_contentTypeIsJson_then_valueIsRead(String type) throws Exception {
        assertThat(
                        decoder.decode(input("k", "{\"text\":\"x\"}", Map.of("content-type", type)))
                                .text())
                .isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; charset=iso-8859-1 | expected charset utf-8",
                "application/json;charset=utf-16 | expected charset utf-8",
                "image/png | expected text/plain, text/html, text/markdown",
            })
    void when_contentTypeIsOther_then_invalid(String type, String expected) {
        BadDocumentException error =
                refused(input("k", "{\"text\":\"x\"}", Map.of("content-type", type)));

        assertThat(error.category()).isEqualTo(INVALID);
        assertThat(error).hasMessageContaining(type).hasMessageContaining(expected);
        assertThat(error.documentId()).isEqualTo("k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\": 42} | field \"text\" is the number 42, expected a string",
                "{\"text\": 1e9999} | field \"text\" is the number 1e9999, expected a string",
                "{\"text\": true} | field \"text\" is true, expected a string",
                "{\"text\": [\"x\"]} | field \"text\" is a list, expected a string",
                "{\"text\": {\"x\": \"y\"}} | field \"text\" is an object, expected a string",
                "{\"text\": null} | field \"text\" is missing or null, expected a string",
                "{} | field \"text\" is missing or null, expected a string",
                "{\"text\": \"\"} | text is empty, expected something to read",
                "{\"id\": 7, \"text\": \"x\"} | field \"id\" is the number 7, expected a string",
                "{\"id\": \"\", \"text\": \"x\"} | field \"id\" is blank, expected an id: \"\"",
                "{\"text\": \"x\", \"title\": 1} | field \"title\" is the number 1, expected a string",
                "{\"text\": \"x\", \"language\": false} | field \"language\" is false, expected a"
                        + " string",
                "{\"text\": \"x\", \"tasks\": \"summarize\"} | field \"tasks\" is the string"
                        + " \"summarize\", expected a list of strings",
                "{\"text\": \"x\", \"tasks\": [\"a\", 2]} | field \"tasks\"[1] is the number 2,"
                        + " expected a string",
                "{\"text\": \"x\", \"tasks\": [null]} | field \"tasks\" is empty",
                "{\"text\": \"x\", \"tasks\": [null, 2]} | field \"tasks\"[1] is the number 2,"
                        + " expected a string",
                "{\"text\": \"x\", \"tasks\": []} | field \"tasks\" is empty",
                "{\"text\": \"x\", \"targets\": {\"de\": 1}} | field \"targets\" is an object,"
                        + " expected a list of strings",
                "{\"text\": \"x\", \"metadata\": []} | field \"metadata\" is a list, expected an"
                        + " object with string values",
                "{\"text\": \"x\", \"metadata\": {\"n\": 1}} | field \"metadata\".\"n\" is the"
                        + " number 1, expected a string",
                "{\"text\": \"x\", \"metadata\": {\"n\": null, \"n\": \"2\"}} | \"n\" is there"
                        + " twice",
                "{\"text\": \"x\", \"metadata\": {\"n\": \"1\", \"n\": \"2\"}} | \"n\" is there"
                        + " twice",
                "{\"text\": \"x\", \"text\": \"y\"} | field \"text\" is there twice",
                "{\"text\": \"ab\\uD83D\\uDE00\\uD800c\"} | field \"text\" has a lone surrogate at"
                        + " code point offset 3 (U+D800)",
                "{\"text\": \"x\", \"title\": \"\\uDC00\"} | field \"title\" has a lone surrogate at"
                        + " code point offset 0 (U+DC00)",
                "[] | the value is a list, expected a JSON object",
                "\"text\" | the value is the string \"text\", expected a JSON object",
                "null | the value is null, expected a JSON object",
                "12 | the value is the number 12, expected a JSON object",
            })
    void when_fieldIsWrong_then_invalidAndNamed(String value, String expected) {
        BadDocumentException error = refused(input("k", value, Map.of()));

        assertThat(error.getMessage()).contains(expected);
        assertThat(error.category()).isEqualTo(INVALID);
        assertThat(error.documentId()).isEqualTo("k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n\t\r",
                "\u00a0\u2007\u202f",
                "\u3000\u2003\u0085",
                "\u200b\u200d\ufeff\u2060",
                "\u202e\u0000\u001b"
            })
    void when_textIsInvisible_then_invalid(String text) {
        BadDocumentException error = refused(input("k", text, TEXT));

        assertThat(error.category()).isEqualTo(INVALID);
        assertThat(error)
                .hasMessageContaining("white space")
                .hasMessageContaining(Quoted.codePoint(text.codePointAt(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\": | line 1",
                "{\"text\": \"x\"} {} | an object after the end of the document",
                "{\"text\": \"x\"} garbage | line 1, column",
                "{\"text\": NaN} | NaN",
                "{text: 1} | line 1, column 2",
                "{\"text\": \"x | line 1",
                "`` | the value is empty",
                "`  ` | the value is empty",
                "{\"text\": \"x\"]| line 1",
                "{\"a\": [}, \"text\": \"x\"}| line 1",
            })
    void when_jsonIsBroken_then_malformedWithLineAndColumn(String value, String expected) {
        BadDocumentException error = refused(input("k", value, Map.of()));

        assertThat(error.category()).isEqualTo(MALFORMED);
        assertThat(error)
                .hasMessageContaining("invalid JSON at line 1, column ")
                .hasMessageContaining(expected);
    }

    @Test
    void when_bytesAreNotUtf8_then_malformedWithByteOffset() {
        for (Map<String, String> headers : List.of(TEXT, Map.<String, String>of())) {
            byte[] value = {'{', (byte) 0xC3, (byte) 0xA4, (byte) 0xE2, (byte) 0x28, 'x'};
            BadDocumentException error = refused(input(bytes("k"), value, headers));

            assertThat(error.category()).isEqualTo(MALFORMED);
            assertThat(error)
                    .hasMessage(
                            "value is invalid UTF-8 at byte offset 3: found 0xE2, expected UTF-8"
                                    + " text");
            assertThat(error.documentId()).isEqualTo("k");
        }
    }

    @Test
    void when_bytesEndInsideACharacter_then_malformed() {
        byte[] value = {'a', (byte) 0xF0, (byte) 0x9F};

        assertThat(refused(input(bytes("k"), value, TEXT))).hasMessageContaining("byte offset 1");
    }

    @Test
    void when_valueIsNull_then_invalidTombstone() {
        BadDocumentException error = refused(input("k", null, TEXT));

        assertThat(error.category()).isEqualTo(INVALID);
        assertThat(error).hasMessageContaining("tombstone");
        assertThat(error.documentId()).isEqualTo("k");
    }

    @Test
    void when_keyIsNotUtf8_then_onlyADocumentWithoutIdSuffers() throws Exception {
        byte[] key = {(byte) 0xFF};

        assertThat(
                        decoder.decode(input(key, bytes("{\"id\":\"i\",\"text\":\"x\"}"), Map.of()))
                                .id())
                .isEqualTo("i");
        BadDocumentException error = refused(input(key, bytes("{\"text\":\"x\"}"), Map.of()));
        assertThat(error.category()).isEqualTo(MALFORMED);
        assertThat(error).hasMessageContaining("record key is invalid UTF-8 at byte offset 0");
        assertThat(error.documentId()).isNull();
    }

    @Test
    void when_thereIsNoId_then_invalid() {
        assertThat(refused(input(null, "{\"text\":\"x\"}", Map.of())))
                .hasMessage("no id: expected a field \"id\" or a record key");
        assertThat(refused(input("", "{\"text\":\"x\"}", Map.of())))
                .hasMessageContaining("record key is blank");
        assertThat(refused(input("\u00a0", "x", TEXT))).hasMessageContaining("\"\\u00a0\"");
    }

    @Test
    void when_idIsTooLong_then_invalidAndShortened() throws Exception {
        String longest = "\ud83d\ude00".repeat(1000);
        assertThat(decoder.decode(input(longest, "x", TEXT)).id()).isEqualTo(longest);

        BadDocumentException error = refused(input(longest + "x", "x", TEXT));
        assertThat(error.category()).isEqualTo(INVALID);
        assertThat(error.getMessage()).contains("1001 characters").hasSizeLessThan(400);
        assertThat(error.documentId()).isNull();
    }

    @Test
    void when_textIsTooLong_then_tooLargeWithBothNumbers() throws Exception {
        DocumentDecoder small = new DocumentDecoder(3);
        assertThat(small.decode(input("k", "\ud83d\ude00ab", TEXT)).text()).hasSize(4);

        BadDocumentException error =
                catchThrowableOfType(
                        BadDocumentException.class, () -> small.decode(input("k", "abcd", TEXT)));
        assertThat(error.category()).isEqualTo(TOO_LARGE);
        assertThat(error).hasMessage("text has 4 characters, expected at most 3");
        assertThatThrownBy(() -> new DocumentDecoder(0)).hasMessageContaining("is 0");
    }

    @Test
    void when_jsonStartsWithByteOrderMark_then_itIsRead() throws Exception {
        assertThat(json("k", "\ufeff{\"text\":\"\ufeffx\"}").text()).isEqualTo("\ufeffx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void when_unknownFieldIsDeep_then_itIsSkipped(String open) throws Exception {
        String close = open.equals("[") ? "]" : "}";
        String deep = open.repeat(100_000) + "0" + close.repeat(100_000);

        assertThat(json("k", "{\"deep\":" + deep + ",\"text\":\"x\"}").text()).isEqualTo("x");
        assertThat(refused(input("k", "{\"text\":" + deep + "}", Map.of())).category())
                .isEqualTo(INVALID);
        assertThat(refused(input("k", open.repeat(2_000_000), Map.of())).category())
                .isIn(MALFORMED, INVALID);
        assertThat(refused(input("k", "{\"x\":" + open.repeat(2_000_000), Map.of())).category())
                .isEqualTo(MALFORMED);
    }

    @Test
    void when_unknownFieldsAreHuge_then_theyAreSkipped() throws Exception {
        String name = "n".repeat(100_000);
        String number = "9".repeat(100_000);
        String value = "{\"" + name + "\":" + number + ",\"b\":1,\"b\":2,\"text\":\"x\"}";

        assertThat(json("k", value).text()).isEqualTo("x");
    }

    @Test
    void when_aWrongValueIsLongOrDirty_then_messageIsShortAndClean() {
        String dirty = "\\u001b[31m\\n\\u202e".repeat(1000);
        BadDocumentException error =
                refused(input("k", "{\"text\":\"x\",\"tasks\":\"" + dirty + "\"}", Map.of()));

        assertThat(error.getMessage())
                .hasSizeLessThan(800)
                .doesNotContain("\u001b", "\n", "\u202e");
        BadDocumentException garbage = refused(input("k", "{\"text\": \u001b[31m\n", Map.of()));
        assertThat(garbage.getMessage()).doesNotContain("\u001b", "\n");
    }

    @Test
    void when_documentIsRefused_then_deadLetterKeepsTheOriginal() {
        InputRecord record = input("k", "{\"text\":1}", Map.of("h", "v"));
        BadDocumentException refused = refused(record);
        DeadLetterRecord letter =
                DeadLetterRecord.of(
                        record, refused.documentId(), null, refused.failure(Stage.DOCUMENT), 5);

        assertThat(letter)
                .isEqualTo(
                        new DeadLetterRecord(
                                "k",
                                TestRecords.POSITION,
                                null,
                                "document",
                                DeadLetterCategory.INVALID,
                                "field \"text\" is the number 1, expected a string",
                                1,
                                record.value(),
                                Map.of("h", "v"),
                                5,
                                List.of(new RecordHeader("h", "v"))));
    }

    @Test
    void when_jsonHasAnId_then_deadLetterCarriesItAndNotTheKey() {
        assertThat(refused(input("k", "{\"text\":1, \"id\":\"i\"}", Map.of())).documentId())
                .isEqualTo("i");
    }

    private DocumentRecord json(String key, String value) throws BadDocumentException {
        return decoder.decode(input(key, value, Map.of()));
    }

    private BadDocumentException refused(InputRecord record) {
        BadDocumentException error =
                catchThrowableOfType(BadDocumentException.class, () -> decoder.decode(record));
        assertThat(error).isNotNull();
        return error;
    }
}

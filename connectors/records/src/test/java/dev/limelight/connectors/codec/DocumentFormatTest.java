package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static dev.limelight.connectors.fixture.TestRecords.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.codec.format.FieldPath;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics as others fill them: fields elsewhere, and no header that says what a value is. */
class DocumentFormatTest {

    private static final Map<String, String> NO_HEADERS = Map.of();

    @Test
    void when_fieldsLieElsewhere_then_theyAreReadThere() throws Exception {
        DocumentDecoder decoder =
                decoder(
                        Map.of(
                                "id", "meta.key",
                                "text", "/body/parts/1/a~1b",
                                "title", "headline",
                                "language", "meta.lang",
                                "targets", "meta.into",
                                "metadata", "meta.tags"));
        String json =
                """
                {"id": 5, "text": [], "headline": "Lamps", "body": {"parts": [7, {"a/b": " A lamp."}]},
                 "meta": {"key": "d1", "lang": "en", "into": ["de"], "tags": {"a": "1"}, "x": {}}}""";

        assertThat(decoder.decode(input("k", json, NO_HEADERS)))
                .isEqualTo(
                        new DocumentRecord(
                                "d1",
                                " A lamp.",
                                "Lamps",
                                "en",
                                null,
                                List.of("de"),
                                Map.of("a", "1")));
    }

    /** A field may lie inside another, and two in one place. */
    @Test
    void when_pathsMeet_then_eachFieldGetsItsOwn() throws Exception {
        DocumentDecoder decoder =
                decoder(Map.of("text", "d.body", "title", "d.body", "metadata", "d", "id", "d.n"));
        String json = "{\"d\": {\"a\": \"1\", \"body\": \"A lamp.\", \"n\": \"7\", \"b\": null}}";

        assertThat(decoder.decode(input("k", json, NO_HEADERS)))
                .isEqualTo(
                        new DocumentRecord(
                                "7", "A lamp.", "A lamp.", null, null, null, Map.of("a", "1")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | field \"body.text\" is missing or null, expected a string",
                "{\"text\": \"x\"} | field \"body.text\" is missing or null, expected a string",
                "{\"body\": null} | field \"body.text\" is missing or null, expected a string",
                "{\"body\": {\"text\": null}} | field \"body.text\" is missing or null",
                "{\"body\": {\"text\": 4}} | field \"body.text\" is the number 4, expected a string",
                "{\"body\": {\"text\": []}} | field \"body.text\" is a list, expected a string",
                "{\"body\": {\"text\": {\"text\": \"x\"}}} | field \"body.text\" is an object",
                "{\"body\": \"x\"} | field \"body\" is the string \"x\", expected an object: the job"
                        + " looks for \"body.text\" in it",
                "{\"body\": 1e999} | field \"body\" is the number 1e999, expected an object",
                "{\"body\": [{\"text\": \"x\"}]} | field \"body\" is a list, expected an object",
                "{\"body\": {}, \"body\": {\"text\": \"x\"}} | field \"body\" is there twice",
                "{\"body\": {\"text\": \"x\", \"text\": null}} | field \"body.text\" is there twice",
                "{\"body.text\": \"x\"} | field \"body.text\" is missing or null",
            })
    void when_aPathDoesNotLeadToAText_then_invalidAndThePathIsNamed(String json, String error) {
        BadDocumentException refused = refused(decoder(Map.of("text", "body.text")), json);

        assertThat(refused.getMessage()).contains(error);
        assertThat(refused.category()).isEqualTo(DeadLetterCategory.INVALID);
        assertThat(refused.documentId()).isEqualTo("k");
    }

    @Test
    void when_theIdIsNowhere_then_itsPathIsNamed() {
        DocumentDecoder decoder = decoder(Map.of("id", "/meta/id"));

        assertThatThrownBy(() -> decoder.decode(input(null, "{\"text\":\"x\"}", NO_HEADERS)))
                .hasMessage("no id: expected a field \"/meta/id\" or a record key");
    }

    /** What others call metadata or tasks may be something else. */
    @Test
    void when_aFieldHasNoPath_then_itIsPassedOver() throws Exception {
        Map<String, FieldPath> paths = new HashMap<>(paths(Map.of()));
        paths.keySet().removeAll(List.of("metadata", "tasks", "id"));
        var decoder =
                new DocumentDecoder(100, DocumentFormat.of(ContentType.JSON, Map.copyOf(paths)));
        String json = "{\"text\":\"x\",\"metadata\":{\"n\":1},\"tasks\":7,\"id\":9}";

        assertThat(decoder.decode(input("k", json, NO_HEADERS)))
                .isEqualTo(new DocumentRecord("k", "x", null, null, null, null, Map.of()));
        paths.remove("text");
        assertThatThrownBy(() -> DocumentFormat.of(ContentType.JSON, paths))
                .hasMessageContaining("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a..b", ".a", "a.", "/a/~2", "/~"})
    void when_aPathIsNone_then_itIsNamed(String path) {
        assertThatThrownBy(() -> FieldPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void when_manyPlacesAreSkipped_then_theirDepthDoesNotHurt() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String json = "{\"body\":{\"x\":" + deep + ",\"text\":\"x\"},\"y\":" + deep + "}";

        assertThat(decoder(Map.of("text", "body.text")).decode(input("k", json, NO_HEADERS)).text())
                .isEqualTo("x");
        assertThat(refused(decoder(Map.of("text", "y.0.0")), "{\"y\":" + deep + "}"))
                .hasMessageContaining("field \"y.0.0\" is a list");
    }

    @Test
    void when_noHeaderSaysTheType_then_theFormatDoes() throws Exception {
        var text = new DocumentDecoder(100, format(ContentType.TEXT));
        var html = new DocumentDecoder(100, format(ContentType.HTML));
        String json = "{\"text\":\"x\"}";

        for (Map<String, String> silent :
                List.of(
                        NO_HEADERS,
                        Map.of("content-type", ""),
                        Map.of("content-type", "application/octet-stream"))) {
            assertThat(text.decode(input("k", json, silent)).text()).isEqualTo(json);
            assertThat(html.decode(input("k", json, silent)).contentType()).isEqualTo("text/html");
            assertThat(text.decode(input("k", json, silent)).contentType()).isEqualTo("text/plain");
        }
        Map<String, String> said = Map.of("Content-Type", "application/json; charset=utf-8");
        assertThat(text.decode(input("k", json, said)).text()).isEqualTo("x");
        assertThat(html.decode(input("k", json, said)).contentType()).isEqualTo("text/plain");
        Map<String, String> markdown = Map.of("content-type", "text/markdown; variant=GFM");
        assertThat(html.decode(input("k", json, markdown)).contentType())
                .isEqualTo("text/markdown");
    }

    @Test
    void when_aValueIsNoJsonAndNothingSaysWhatItIs_then_theErrorSaysWhatToDo() {
        assertThat(refused(new DocumentDecoder(), "just text"))
                .hasMessageContaining("document.content-type=text/plain")
                .hasMessageContaining("content-type: text/plain");
        assertThatThrownBy(
                        () ->
                                new DocumentDecoder()
                                        .decode(
                                                input(
                                                        "k",
                                                        "just text",
                                                        Map.of(
                                                                "content-type",
                                                                "application/json"))))
                .hasMessageEndingWith("expected one JSON object");
        byte[] avro = {0, 0, 0, 0, 42, 10, (byte) 0xff, 2};
        assertThatThrownBy(() -> new DocumentDecoder().decode(input(bytes("k"), avro, NO_HEADERS)))
                .hasMessageContaining("schema registry")
                .extracting(error -> ((BadDocumentException) error).category())
                .isEqualTo(DeadLetterCategory.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"text/plain,TEXT", "Text/HTML,HTML", "application/json,JSON", "a/b+json,JSON"})
    void when_aTypeIsNamed_then_itIsFound(String name, ContentType expected) {
        assertThat(ContentType.named(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "application/octet-stream", "image/png"})
    void when_noTypeIsNamed_then_itIsRefused(String name) {
        assertThatThrownBy(() -> ContentType.named(name)).hasMessageContaining("text/html");
    }

    /** It travels to the machines of the job. */
    @Test
    void when_aDecoderIsCopied_then_itReadsAsBefore() throws Exception {
        var out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(decoder(Map.of("text", "body.text")));
        var in = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()));

        assertThat(
                        ((DocumentDecoder) in.readObject())
                                .decode(input("k", "{\"body\":{\"text\":\"x\"}}", NO_HEADERS))
                                .text())
                .isEqualTo("x");
    }

    private static DocumentFormat format(ContentType type) {
        return DocumentFormat.of(type, paths(Map.of()));
    }

    private static DocumentDecoder decoder(Map<String, String> changed) {
        return new DocumentDecoder(100, DocumentFormat.of(ContentType.JSON, paths(changed)));
    }

    private static Map<String, FieldPath> paths(Map<String, String> changed) {
        Map<String, FieldPath> paths = new HashMap<>();
        DocumentFormat.FIELDS.forEach(
                field -> paths.put(field, FieldPath.parse(changed.getOrDefault(field, field))));
        return paths;
    }

    private static BadDocumentException refused(DocumentDecoder decoder, String json) {
        return catchThrowableOfType(
                BadDocumentException.class, () -> decoder.decode(input("k", json, NO_HEADERS)));
    }
}

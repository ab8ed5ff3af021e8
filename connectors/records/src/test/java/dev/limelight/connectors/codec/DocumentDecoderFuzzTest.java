package dev.limelight.connectors.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.format.FieldPath;
import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class DocumentDecoderFuzzTest {
    private final DocumentDecoder decoder = new DocumentDecoder();

    @Property(tries = 2000)
    void when_bytesAreRandom_then_nothingElseIsThrown(
            @ForAll @Size(max = 60) byte[] value, @ForAll @Size(max = 5) byte[] key) {
        decodeOrRefuse(TestRecords.input(key, value, Map.of()));
        decodeOrRefuse(TestRecords.input(key, value, Map.of("content-type", "text/plain")));
    }

    @Property(tries = 2000)
    void when_aDocumentIsDamaged_then_nothingElseIsThrown(
            @ForAll("documents") DocumentRecord document,
            @ForAll @Size(min = 1, max = 8) byte[] damage,
            @ForAll int at) {
        byte[] value = RecordCodec.encode(document);
        int start = Math.floorMod(at, value.length);
        System.arraycopy(damage, 0, value, start, Math.min(damage.length, value.length - start));
        decodeOrRefuse(TestRecords.input(null, value, Map.of()));
    }

    /** Wherever a document lies, it is the same document. */
    @Property
    void always_documentsComeBackFromAnyPath(
            @ForAll("documents") DocumentRecord document, @ForAll("paths") List<String> names)
            throws Exception {
        StringBuilder json = new StringBuilder(json(document));
        for (int i = names.size() - 1; i >= 0; i--) {
            json.insert(0, "{\"x\":[1,{\"text\":2}],\"" + names.get(i) + "\":").append('}');
        }
        for (String separator : List.of(".", "/")) {
            String start = separator.equals("/") ? "/" : "";
            DocumentDecoder nested = nested(start + String.join(separator, names) + separator);

            assertThat(nested.decode(TestRecords.input("k", json.toString(), Map.of())))
                    .isEqualTo(document);
        }
    }

    @Property(tries = 2000)
    void when_aNestedDocumentIsDamaged_then_nothingElseIsThrown(
            @ForAll("documents") DocumentRecord document,
            @ForAll @Size(min = 1, max = 8) byte[] damage,
            @ForAll int at) {
        byte[] value = TestRecords.bytes("{\"a\":[{\"b\":" + json(document) + "}]}");
        int start = Math.floorMod(at, value.length);
        System.arraycopy(damage, 0, value, start, Math.min(damage.length, value.length - start));
        try {
            nested("a.0.b.").decode(TestRecords.input(null, value, Map.of()));
        } catch (BadDocumentException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000);
        }
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of("a", "body", "Text", "_1", "\u00e4", "text")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static String json(DocumentRecord document) {
        return new String(RecordCodec.encode(document), StandardCharsets.UTF_8);
    }

    private static DocumentDecoder nested(String prefix) {
        Map<String, FieldPath> paths = new HashMap<>();
        DocumentFormat.FIELDS.forEach(field -> paths.put(field, FieldPath.parse(prefix + field)));
        return new DocumentDecoder(1_000_000, DocumentFormat.of(ContentType.JSON, paths));
    }

    @Property
    void when_theContentTypeIsRandom_then_nothingElseIsThrown(@ForAll String type) {
        decodeOrRefuse(TestRecords.input("k", "{\"text\":\"x\"}", Map.of("content-type", type)));
    }

    @Property
    void when_aDocumentIsValid_then_itComesBack(@ForAll("documents") DocumentRecord document)
            throws Exception {
        byte[] value = RecordCodec.encode(document);

        assertThat(decoder.decode(TestRecords.input(null, value, Map.of()))).isEqualTo(document);
        assertThat(RecordCodec.decode(value, DocumentRecord.class)).isEqualTo(document);
    }

    @Property
    void when_theValueIsPlainText_then_itComesBack(@ForAll("texts") String text) throws Exception {
        InputRecord record = TestRecords.input("k", text, Map.of("content-type", "text/plain"));

        assertThat(decoder.decode(record).text()).isEqualTo(text);
    }

    @Provide
    Arbitrary<DocumentRecord> documents() {
        Arbitrary<String> any = strings();
        return Combinators.combine(
                        texts(),
                        texts(),
                        any.injectNull(0.3),
                        any.injectNull(0.3),
                        any.list().ofMinSize(1).ofMaxSize(3).injectNull(0.3),
                        any.list().ofMaxSize(3).injectNull(0.3),
                        Arbitraries.maps(any, any).ofMaxSize(3))
                .as(DocumentRecord::new);
    }

    /** Something to see, among everything else. */
    @Provide
    Arbitrary<String> texts() {
        return Combinators.combine(
                        strings(), Arbitraries.of("x", "\ud83d\ude00", "\u6f22"), strings())
                .as((before, visible, after) -> before + visible + after);
    }

    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(20)
                .map(
                        text ->
                                new String(
                                        text.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8));
    }

    private void decodeOrRefuse(InputRecord record) {
        try {
            assertThat(List.of(decoder.decode(record).text())).isNotEmpty();
        } catch (BadDocumentException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2000).doesNotContain("\n");
        }
    }
}

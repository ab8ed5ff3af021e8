package dev.limelight.pipeline.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.Timings;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.cli.input.InputDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which text a translation is shown beside. */
class SourcesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"text\":\"One text.\"}~file",
                "{\"id\":null,\"text\":\"One text.\"}~file",
                "{\"id\":\"own\",\"text\":\"One text.\"}~own"
            })
    void when_aRecordHasAnIdOrNone_then_itsTextIsFound(String record, String id) {
        var sources = new Sources(List.of(record("file", record)));
        assertThat(sources.of(translation(id, 0, 9))).contains("One text.");
    }

    @Test
    void when_twoDocumentsShareAnId_then_theOneWithTheSameSentencesIsFound() {
        var sources =
                new Sources(
                        List.of(
                                record("a", "{\"id\":\"x\",\"text\":\"A long one. Then more.\"}"),
                                record("b", "{\"id\":\"x\",\"text\":\"Short. Then much more.\"}"),
                                text("x", "Only one sentence here.")));
        assertThat(sources.of(translation("x", 0, 6, 7, 22))).contains("Short. Then much more.");
        assertThat(sources.of(translation("x", 0, 11, 12, 22))).contains("A long one. Then more.");
        assertThat(sources.of(translation("x", 0, 23))).contains("Only one sentence here.");
    }

    @Test
    void when_noDocumentFits_then_thereIsNoText() {
        var sources = new Sources(List.of(text("x", "Short."), record("broken", "{\"text\":")));
        assertThat(sources.of(translation("y", 0, 3))).isEmpty();
        assertThat(sources.of(translation("x", 0, 30))).isEmpty();
    }

    private static InputDocument record(String key, String json) {
        return new InputDocument(key, json.getBytes(UTF_8), null);
    }

    private static InputDocument text(String key, String text) {
        return new InputDocument(key, text.getBytes(UTF_8), "text/plain");
    }

    private static TranslationRecord translation(String id, int... bounds) {
        List<TranslationSegment> segments =
                Stream.iterate(0, i -> i < bounds.length, i -> i + 2)
                        .map(i -> segment(bounds[i], bounds[i + 1]))
                        .toList();
        return new TranslationRecord(
                id,
                "en",
                "de",
                "",
                segments,
                1,
                new ModelRef("m", "1"),
                Map.of(),
                List.of(),
                Map.of(),
                new Timings(0, 0, 0));
    }

    private static TranslationSegment segment(int start, int end) {
        return new TranslationSegment(start, end, 0, 0, "", -1, List.of(), List.of());
    }
}

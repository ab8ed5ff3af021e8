package dev.limelight.pipeline.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.pipeline.bench.signals.JudgedSentence;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people type first, translated by the models that ship. What is wrong today is listed beside
 * the texts; a text that is wrong and not listed fails, and so does a listed one that is right.
 */
@Tag("slow")
class FirstWordsTest {

    private static final Path DATA = Path.of("../../test-data/first-words");

    @ParameterizedTest
    @CsvSource({"en, de", "de, en"})
    void when_firstWordsAreTranslated_then_onlyTheListedOnesAreWrong(String from, String to)
            throws Exception {
        String pair = from + "-" + to;
        List<JudgedSentence> sentences = JudgedSentence.read(DATA.resolve(pair + ".tsv"));
        assertThat(sentences).hasSizeGreaterThan(50);
        List<String> wrong = new ArrayList<>();
        var bundle = TranslationBundle.read(Path.of("../../models/limelight-" + pair));
        try (var client = EmbeddedModels.openSeq2Seq(bundle.options())) {
            var translator = new DocumentTranslator(client, TranslateSettings.DEFAULT);
            for (JudgedSentence sentence : sentences) {
                Translation translation =
                        translator.translate(document(sentence.source(), from), to);
                if (!sentence.accepts(translation.text())) {
                    wrong.add(line(sentence, translation));
                }
            }
        }
        assertThat(wrong)
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(DATA.resolve(pair + "-wrong.tsv")).stream()
                                .filter(line -> !line.startsWith("#"))
                                .toList());
    }

    private static String line(JudgedSentence sentence, Translation translation) {
        String flags = String.join(",", Flag.names(translation.flags()));
        return String.join("\t", sentence.source(), translation.text(), flags);
    }

    private static Document document(String text, String language) {
        var record = new DocumentRecord("x", text, null, language, null, null, Map.of());
        var input =
                new InputRecord(
                        new SourcePosition("first-words", 0, 0),
                        0,
                        null,
                        text.getBytes(UTF_8),
                        Map.of());
        return Objects.requireNonNull(DocumentParser.ofTexts().parse(record, input).document());
    }
}

package dev.limelight.pipeline.translate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.GuardedParser;
import dev.limelight.pipeline.sink.AlternativeRecords;
import dev.limelight.pipeline.sink.AlternativesRecord.Alternative;
import dev.limelight.pipeline.sink.AlternativesRecord.Part;
import dev.limelight.pipeline.translate.OtherTranslation;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.Translations;
import dev.limelight.pipeline.translate.Translator;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What else the beams of a translator that ships hold. */
@Tag("slow")
class TranslationsTest {

    private static final String AMBIGUOUS = "I saw a man in the park with a telescope.";
    private static final TranslationBundle BUNDLE =
            TranslationBundle.read(Path.of("..", "..", "models", "limelight-en-de"));
    private static final Seq2SeqClient MODEL = EmbeddedModels.openSeq2Seq(BUNDLE.options());

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void when_sentenceIsAmbiguous_then_beamsAreSequencesOfTheModelItself() {
        Translations translations = translations(AMBIGUOUS, 4);
        List<GeneratedText> beams = beams(AMBIGUOUS, 5);
        assertThat(translations.best().text()).isEqualTo(beams.get(0).text());
        assertThat(texts(translations))
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(
                        beams.subList(1, 5).stream().map(GeneratedText::text).toList());
        assertThat(translations.others())
                .extracting(other -> other.translation().segments().get(0).logProbability())
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    /** Both words at a split are read again in the model's own sequences, token by token. */
    @Test
    void when_anAlternativeSplits_then_itIsAtTheFirstTokenThatDiffers() {
        List<GeneratedText> beams = beams(AMBIGUOUS, 5);
        GeneratedText best = beams.get(0);
        for (Alternative alternative : alternatives(translations(AMBIGUOUS, 4))) {
            Part part = alternative.segments().get(0);
            GeneratedText beam =
                    beams.stream()
                            .filter(each -> each.text().equals(alternative.text()))
                            .findFirst()
                            .orElseThrow();
            int at = 0;
            while (best.tokens().get(at).id() == beam.tokens().get(at).id()) {
                at++;
            }
            var split = part.split();
            assertThat(split.best().probability())
                    .isCloseTo(Math.exp(best.logProbabilities()[at]), within(1e-6));
            assertThat(split.other().probability())
                    .isCloseTo(Math.exp(beam.logProbabilities()[at]), within(1e-6));
            assertThat(split.best().probability() + split.other().probability()).isLessThan(1);
            assertThat(split.other().text()).isNotEqualTo(split.best().text());
            assertThat(part.text().substring(0, split.other().start()))
                    .isEqualTo(best.text().substring(0, split.best().start()));
            assertThat(part.text().substring(split.other().start()))
                    .startsWith(split.other().text());
            assertThat(split.best().sources())
                    .isNotEmpty()
                    .allSatisfy(
                            source ->
                                    assertThat(source.text())
                                            .isEqualTo(
                                                    AMBIGUOUS.substring(
                                                            source.start(), source.end())));
        }
    }

    @Test
    void when_sentencesAreTogether_then_eachHasTheAlternativesThatItHasAlone() {
        List<String> sentences =
                List.of(AMBIGUOUS, "The bank was closed on Monday.", "Is it 12.50 or 13?");
        Translations together = translations(String.join(" ", sentences), 3);
        for (int i = 0; i < sentences.size(); i++) {
            Translations alone = translations(sentences.get(i), 3);
            for (int place = 0; place < alone.others().size(); place++) {
                assertThat(segment(together.others().get(place), i))
                        .isEqualTo(segment(alone.others().get(place), 0));
            }
        }
    }

    @Test
    void when_noneAreAsked_then_translationIsTheModelsOwn() {
        Translations none = translations(AMBIGUOUS, 0);
        assertThat(none.others()).isEmpty();
        assertThat(none.best().text()).isEqualTo(beams(AMBIGUOUS, 1).get(0).text());
    }

    /** What must be copied is in every alternative, and sentences without words have none. */
    @Test
    void when_textHasProtectedParts_then_alternativesKeepThem() {
        Translations translations =
                translations(
                        "Write to ann@example.org about https://a.example/x1 today.\n\n***", 3);
        assertThat(translations.others())
                .isNotEmpty()
                .allSatisfy(
                        other ->
                                assertThat(other.translation().text())
                                        .contains("ann@example.org", "https://a.example/x1")
                                        .endsWith("***"));
    }

    @Test
    void when_hiddenCharactersAreWithheld_then_alternativesAreOfTheTextOnTheSourcesPositions() {
        String hidden = "\u200b" + AMBIGUOUS.replace("man", "m\u200b\u2060an");
        InputRecord original = Records.text("x", hidden);
        Document read =
                GuardedParser.of(DocumentParser.ofTexts(), GuardPolicy.OF_TEXT)
                        .parse(
                                new DocumentRecord(
                                        "x", hidden, null, "en", null, null, Map.of(), null),
                                original)
                        .parsed()
                        .document();
        Translations translations = translations(Objects.requireNonNull(read), 4);
        assertThat(texts(translations)).isEqualTo(texts(translations(AMBIGUOUS, 4)));
        assertThat(alternatives(translations))
                .flatExtracting(each -> each.segments().get(0).split().other().sources())
                .isNotEmpty()
                .allSatisfy(
                        word ->
                                assertThat(
                                                hidden.substring(word.start(), word.end())
                                                        .replaceAll("[\u200b\u2060]", ""))
                                        .isEqualTo(word.text()));
    }

    private static List<Alternative> alternatives(Translations translations) {
        return AlternativeRecords.of(translations).alternatives();
    }

    private static List<String> texts(Translations translations) {
        return translations.others().stream().map(other -> other.translation().text()).toList();
    }

    private static String segment(OtherTranslation other, int index) {
        Segment segment = other.translation().segments().get(index);
        return segment.text();
    }

    private static List<GeneratedText> beams(String text, int beams) {
        String settings = MODEL.withSequences("{}", beams);
        return MODEL.generate(
                        GenerateRequest.of(text)
                                .withLanguages("en", "de")
                                .withSettings(beams == 1 ? "{}" : settings))
                .join()
                .sequences();
    }

    private static Translations translations(String text, int others) {
        return translations(Documents.of("x", "en", text), others);
    }

    private static Translations translations(Document document, int others) {
        var routes = new TranslationModels(List.of(BUNDLE), List.of()).routes();
        return new Translator(routes, TranslateSettings.DEFAULT)
                .translations(document, "de", others, TranslationsTest::model, done -> {});
    }

    private static HopModel model(Routes.Hop hop) {
        return Map.of(BUNDLE.folder().toString(), HopModel.shared(MODEL)).get(hop.folder());
    }
}

package dev.limelight.modelserver.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.modelserver.server.request.Translated;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTranslationsTest {

    private final WordByWord client = new WordByWord(512);
    private final DocumentTranslations translations =
            new DocumentTranslations(
                    models(
                            model("en-de", List.of("en"), List.of("de")),
                            model("many", List.of("en_XX", "fr_XX"), List.of("en_XX", "fr_XX"))),
                    List.of(),
                    new RequestDocuments(GuardPolicy.OF_TEXT));

    @AfterEach
    void close() {
        translations.close();
        client.close();
    }

    @Test
    void when_languagesAreAsked_then_theyAreThoseOfAllModelsWithoutThemselves() {
        assertThat(translations.languages())
                .containsExactly(
                        new SourceLanguage("en", "English", List.of("de", "fr")),
                        new SourceLanguage("fr", "French", List.of("en")));
    }

    @Test
    void when_aTextIsTranslated_then_theRecordOfTheTopicAndItsTextAreGiven() {
        String text = "the sun \ud83d\ude00 came up.\n\nit was red.";
        Translated done = translate(request("x", text, "en", "de"));

        assertThat(done.text()).isEqualTo("theen sunen \ud83d\ude00 cameen up.\n\niten wasen red.");
        var record = done.record();
        assertThat(record.documentId()).isEqualTo("x");
        assertThat(record.source()).isEqualTo("en");
        assertThat(record.target()).isEqualTo("de");
        assertThat(record.text()).isEqualTo(done.text());
        assertThat(record.segments()).hasSize(2);
    }

    @Test
    void when_aTextHasSentences_then_wordsStandForWordsAcrossThem() {
        String text = "one two three.\n\nfour five six.";
        Translated done = translate(request("x", text, "en", "de"));

        assertThat(done.words())
                .extracting(
                        pair ->
                                text.substring(pair.sourceStart(), pair.sourceEnd())
                                        + "="
                                        + done.text()
                                                .substring(pair.targetStart(), pair.targetEnd()))
                .contains("one=oneen", "two=twoen", "four=fouren", "five=fiveen");
    }

    @Test
    void when_manyTextsAreTranslated_then_theirOrderIsKeptAndTheyAreSentTogether() {
        List<TranslateRequest> requests =
                IntStream.range(0, 100)
                        .mapToObj(i -> request("x" + i, "word " + i, "en", "de"))
                        .toList();

        assertThat(translations.translate(requests, new Cancellation()))
                .extracting(Translated::text)
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "worden " + i).toList());
        assertThat(client.mostInFlight()).isGreaterThan(1);
    }

    @Test
    void when_thereIsAPivot_then_languagesHaveWhatItLeadsToAndItIsGoneThrough() {
        var models =
                models(
                        model("de-en", List.of("de"), List.of("en")),
                        model("en-fr", List.of("eng_Latn"), List.of("fra_Latn")));
        try (var through =
                new DocumentTranslations(
                        models, List.of("en"), new RequestDocuments(GuardPolicy.OF_TEXT))) {
            assertThat(through.languages())
                    .containsExactly(
                            new SourceLanguage("de", "German", List.of("en", "fr")),
                            new SourceLanguage("en", "English", List.of("fr")));
            Translated done =
                    through.translate(
                                    List.of(request("x", "ein wort", "de", "fr")),
                                    new Cancellation())
                            .get(0);
            assertThat(done.text()).isEqualTo("einenen wortenen");
            assertThat(done.words()).hasSize(2);
            var record = done.record();
            assertThat(record.flags()).contains("pivot");
            assertThat(record.model().id()).isEqualTo("word-by-word+word-by-word");
        }
    }

    @Test
    void when_theSourceIsNotNamed_then_itIsDetected() {
        String text = "Le train de nuit part de la gare à huit heures du soir.";
        Translated done = translate(request("x", text, null, "en"));

        assertThat(done.record()).extracting(TranslationRecord::source).isEqualTo("fr");
    }

    /** As in the job, also where no model reads the language. */
    @Test
    void when_theTextIsInTheTargetLanguage_then_itIsItsOwnTranslation() {
        for (String language : List.of("en", "de", "nl")) {
            Translated done = translate(request("x", "Wort um Wort.", language, language + "-X-a"));

            assertThat(done.text()).isEqualTo("Wort um Wort.");
            assertThat(done.record())
                    .extracting(TranslationRecord::flags)
                    .asInstanceOf(list(String.class))
                    .contains("same-language");
        }
    }

    @Test
    void when_nobodyCanTellTheLanguage_then_theFirstThatTheTextCanBeIn() {
        Translated done = translate(request("x", "hi", null, "de"));

        assertThat(done.text()).isEqualTo("hien");
        assertThat(done.record()).extracting(TranslationRecord::source).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "word | en   | xxx-| target xxx-, expected a BCP 47 tag",
                "word | de   | en  | no model translates de to en, expected en to de, fr; fr to en",
                "' '  | en   | de  | text is blank",
                "word | 1    | de  | language \"1\", expected a BCP 47 tag",
                "Das ist ein deutscher Satz. | null | en | de to en (detected; say \"source\")",
                "你好世界 | null | de | no model translates",
                "שלום | null | de | no model translates",
                "สวัสดี hi | null | de | no model translates",
            })
    void when_aRequestCannotBeTranslated_then_itIsRefusedWithWhatWasExpected(
            String text, @Nullable String source, String target, String message) {
        assertThatThrownBy(() -> translate(request("x", text, source, target)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    @Test
    void when_oneTextOfSeveralIsBad_then_theRequestFails() {
        List<TranslateRequest> requests =
                List.of(request("a", "word", "en", "de"), request("b", "word", "de", "en"));

        assertThatThrownBy(() -> translations.translate(requests, new Cancellation()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no model translates de to en");
    }

    @Test
    void when_aRequestIsCancelled_then_theModelIsAskedNothing() {
        var cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(
                        () ->
                                translations.translate(
                                        List.of(request("x", "word", "en", "de")), cancellation))
                .isInstanceOf(CancellationException.class);
        assertThat(client.requests()).isZero();
    }

    private Translated translate(TranslateRequest request) {
        return translations.translate(List.of(request), new Cancellation()).get(0);
    }

    private static TranslateRequest request(
            String id, String text, @Nullable String source, String target) {
        return new TranslateRequest(id, text, source, target, Duration.ofSeconds(30));
    }

    private Map<TranslationBundle, Seq2SeqClient> models(TranslationBundle... bundles) {
        Map<TranslationBundle, Seq2SeqClient> models = new LinkedHashMap<>();
        for (TranslationBundle bundle : bundles) {
            models.put(bundle, client);
        }
        return models;
    }

    private static TranslationBundle model(
            String name, List<String> sources, List<String> targets) {
        return new TranslationBundle(Path.of(name), sources, targets, AttentionTap.mean(0));
    }
}

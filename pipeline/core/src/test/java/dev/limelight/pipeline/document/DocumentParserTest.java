package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.fixture.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {

    private static final String TEXT =
            "The bridge was closed on Tuesday. It will open again in May.";
    private static final DocumentParser PARSER =
            new DocumentParser(new Tasks(Set.of("summarize"), List.of("summarize")));

    @Test
    void when_noTaskIsAsked_then_defaultsApply() {
        assertThat(document(TEXT, null, null).tasks()).containsExactly("summarize");
        assertThat(document(TEXT, null, List.of()).tasks()).containsExactly("summarize");
    }

    @Test
    void when_aTaskIsAskedTwice_then_itCountsOnce() {
        List<String> tasks = List.of("summarize", "summarize");
        assertThat(document(TEXT, null, tasks).tasks()).containsExactly("summarize");
    }

    @Test
    void when_oneTaskIsUnknown_then_documentAndRejection() {
        Parsed parsed = parse(TEXT, null, List.of("dance", "summarize", "dance"));
        assertThat(Objects.requireNonNull(parsed.document()).tasks()).containsExactly("summarize");
        assertThat(parsed.rejections())
                .containsExactly(
                        new Rejection(
                                "dance",
                                new Failure(
                                        Stage.DOCUMENT,
                                        DeadLetterCategory.INVALID,
                                        "task \"dance\", expected one of [summarize]")));
    }

    @Test
    void when_allTasksAreUnknown_then_noDocument() {
        Parsed parsed = parse(TEXT, null, List.of("a", "b"));
        assertThat(parsed.document()).isNull();
        assertThat(parsed.rejections()).extracting(Rejection::task).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "english", "en_US", "", "e", "12", "qaa", "x-foo", "en-"})
    void when_languageIsNone_then_rejection(String tag) {
        Parsed parsed = parse(TEXT, tag, null);
        assertThat(parsed.document()).isNull();
        assertThat(parsed.rejections())
                .singleElement()
                .satisfies(
                        r ->
                                assertThat(r.failure().error())
                                        .startsWith("language \"" + tag + "\", exp"))
                .extracting(rejection -> rejection.failure().category())
                .isEqualTo(DeadLetterCategory.UNSUPPORTED_LANGUAGE);
    }

    @ParameterizedTest
    @CsvSource({"en,en", "EN-us,en-US", "de-AT,de-AT", "und,en", "zh-hant,zh-Hant"})
    void when_languageIsDeclared_then_itIsCanonical(String tag, String expected) {
        assertThat(document(TEXT, tag, null).language()).isEqualTo(expected);
    }

    @Test
    void when_languageHasNoProfile_then_flag() {
        assertThat(document(TEXT, "tlh", null).flags())
                .containsExactly(Flag.GENERIC_LANGUAGE_RULES);
        assertThat(document(TEXT, "en", null).flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "🐕🐕", "...", "42 :-) 17"})
    void when_languageCannotBeTold_then_flag(String text) {
        Document document = document(text, null, null);
        assertThat(document.language()).isEqualTo("und");
        assertThat(document.flags()).containsExactly(Flag.LANGUAGE_UNDETERMINED);
    }

    @Test
    void when_textIsBlank_then_rejection() {
        Parsed parsed = parse(" \n\u00a0\t", null, null);
        assertThat(parsed.rejections())
                .extracting(rejection -> rejection.failure().category())
                .containsExactly(DeadLetterCategory.INVALID);
    }

    @Test
    void when_defaultTaskIsUnknown_then_itIsRefused() {
        assertThatThrownBy(() -> new Tasks(Set.of("summarize"), List.of("dance")))
                .hasMessage("default tasks are [dance], expected at least one of [summarize]");
    }

    @Test
    void when_tasksAreInCapitals_then_theyAreTheSame() {
        Parsed parsed = parse(TEXT, null, List.of("Summarize", " SUMMARIZE", "Dance", "dance"));
        assertThat(Objects.requireNonNull(parsed.document()).tasks()).containsExactly("summarize");
        assertThat(parsed.rejections()).extracting(Rejection::task).containsExactly("Dance");
        assertThat(new Tasks(Set.of("summarize"), List.of("Summarize", "summarize")).defaults())
                .containsExactly("summarize");
    }

    @Test
    void when_thereAreTargetsButNoTasks_then_itIsTranslatedToo() {
        Parsed parsed = translating(TEXT, "en", null, List.of("fr"));
        assertThat(parsed.rejections()).isEmpty();
        assertThat(parsed.document().tasks()).containsExactly("summarize", "translate");
        assertThat(parsed.document().targets()).containsExactly("fr");
        for (List<String> none : Arrays.asList(null, List.<String>of())) {
            assertThat(translating(TEXT, "en", null, none).document().tasks())
                    .containsExactly("summarize");
        }
        assertThat(translating(TEXT, "en", List.of("summarize"), List.of("de")).document().tasks())
                .containsExactly("summarize");
    }

    @Test
    void when_theJobDoesNotTranslate_then_targetsAloneAreRefusedAndTheSummaryGoesOn() {
        var parser = new DocumentParser(BOTH, Routes.NONE);
        for (String target : List.of("de", "en")) {
            Parsed parsed = parsed(parser, TEXT, "en", null, List.of(target));
            assertThat(parsed.document().tasks()).containsExactly("summarize");
            assertThat(parsed.rejections())
                    .singleElement()
                    .satisfies(
                            rejection -> {
                                assertThat(rejection.task()).isEqualTo("translate");
                                assertThat(rejection.failure().category())
                                        .isEqualTo(DeadLetterCategory.UNSUPPORTED_LANGUAGE);
                                assertThat(rejection.failure().error())
                                        .contains("no model is configured");
                            });
        }
    }

    @Test
    void when_targetsAreOneLanguage_then_itIsOneTarget() {
        List<String> targets = List.of("de", "DE", "de-de", "fr", "FR-ca", "DE-AT");
        Parsed parsed = translating(TEXT, "en", List.of("translate"), targets);
        assertThat(parsed.rejections()).isEmpty();
        assertThat(parsed.document().targets()).containsExactly("de", "fr");
    }

    @Test
    void when_noModelLeadsToATarget_then_oneRejectionALanguage() {
        List<String> targets = List.of("it", "IT", "klingon", "Klingon", "de", "de_DE");
        Parsed parsed = translating(TEXT, "en", List.of("translate"), targets);
        assertThat(parsed.document().targets()).containsExactly("de");
        assertThat(parsed.rejections())
                .extracting(rejection -> rejection.failure().error())
                .satisfiesExactly(
                        error -> assertThat(error).startsWith("translation from en into \"it\""),
                        error -> assertThat(error).contains("into \"klingon\""),
                        error -> assertThat(error).contains("into \"de_DE\""));
        assertThat(parsed.rejections())
                .extracting(rejection -> rejection.failure().category())
                .containsOnly(DeadLetterCategory.UNSUPPORTED_LANGUAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "de, de, true",
        "de-CH, de-AT, true",
        "nl, nl, true",
        "en, en-GB, true",
        "sr-Latn, sr-Cyrl, false",
        "zh, zh-TW, false",
        "zh, de, false",
        "und, und, false"
    })
    void when_theDocumentIsInTheTargetLanguage_then_itIsAccepted(
            String language, String target, boolean accepted) {
        String text = language.equals("und") ? "12 34" : TEXT;
        Parsed parsed = translating(text, language, List.of("translate"), List.of(target));
        assertThat(parsed.rejections()).hasSize(accepted ? 0 : 1);
        assertThat(parsed.document() != null).isEqualTo(accepted);
    }

    /** No model is asked to guess. */
    @Test
    void when_nobodyCanTellTheLanguage_then_itIsNotTranslated() {
        assertThat(translating("12 34", null, List.of("translate"), null).rejections())
                .singleElement()
                .extracting(rejection -> rejection.failure().error())
                .asString()
                .startsWith(
                        "translation from a language that nobody can tell (the document names none)"
                                + " into \"de\", expected one of [en-de, en-fr]");
    }

    private static final Tasks BOTH =
            new Tasks(Set.of("summarize", "translate"), List.of("summarize"));

    private static Parsed translating(
            String text, String language, List<String> tasks, List<String> targets) {
        var routes = new Routes(Map.of("en-de", "a", "en-fr", "b"), List.of("de"));
        return parsed(new DocumentParser(BOTH, routes), text, language, tasks, targets);
    }

    private static Parsed parsed(
            DocumentParser parser,
            String text,
            String language,
            List<String> tasks,
            List<String> targets) {
        DocumentRecord record =
                new DocumentRecord("id", text, null, language, tasks, targets, Map.of());
        return parser.parse(record, Records.text("id", text));
    }

    private static Document document(String text, String language, List<String> tasks) {
        Parsed parsed = parse(text, language, tasks);
        assertThat(parsed.rejections()).isEmpty();
        return Objects.requireNonNull(parsed.document());
    }

    private static Parsed parse(String text, String language, List<String> tasks) {
        DocumentRecord record =
                new DocumentRecord("id", text, null, language, tasks, null, Map.of());
        return PARSER.parse(record, Records.text("id", text));
    }
}

package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.pipeline.fixture.Records;
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
    void when_no_task_is_asked_then_defaults_apply() {
        assertThat(document(TEXT, null, null).tasks()).containsExactly("summarize");
        assertThat(document(TEXT, null, List.of()).tasks()).containsExactly("summarize");
    }

    @Test
    void when_a_task_is_asked_twice_then_it_counts_once() {
        List<String> tasks = List.of("summarize", "summarize");
        assertThat(document(TEXT, null, tasks).tasks()).containsExactly("summarize");
    }

    @Test
    void when_one_task_is_unknown_then_document_and_rejection() {
        Parsed parsed = parse(TEXT, null, List.of("dance", "summarize", "dance"));
        assertThat(Objects.requireNonNull(parsed.document()).tasks()).containsExactly("summarize");
        assertThat(parsed.rejections())
                .containsExactly(
                        new Rejection(
                                "dance",
                                "document",
                                DeadLetterCategory.INVALID,
                                "task \"dance\", expected one of [summarize]"));
    }

    @Test
    void when_all_tasks_are_unknown_then_no_document() {
        Parsed parsed = parse(TEXT, null, List.of("a", "b"));
        assertThat(parsed.document()).isNull();
        assertThat(parsed.rejections()).extracting(Rejection::task).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "english", "en_US", "", "e", "12", "qaa", "x-foo", "en-"})
    void when_language_is_none_then_rejection(String tag) {
        Parsed parsed = parse(TEXT, tag, null);
        assertThat(parsed.document()).isNull();
        assertThat(parsed.rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.error()).startsWith("language \"" + tag + "\", exp"))
                .extracting(Rejection::category)
                .isEqualTo(DeadLetterCategory.UNSUPPORTED_LANGUAGE);
    }

    @ParameterizedTest
    @CsvSource({"en,en", "EN-us,en-US", "de-AT,de-AT", "und,en", "zh-hant,zh-Hant"})
    void when_language_is_declared_then_it_is_canonical(String tag, String expected) {
        assertThat(document(TEXT, tag, null).language()).isEqualTo(expected);
    }

    @Test
    void when_language_has_no_profile_then_flag() {
        assertThat(document(TEXT, "tlh", null).flags()).containsExactly("generic-language-rules");
        assertThat(document(TEXT, "en", null).flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "🐕🐕", "...", "42 :-) 17"})
    void when_language_cannot_be_told_then_flag(String text) {
        Document document = document(text, null, null);
        assertThat(document.language()).isEqualTo("und");
        assertThat(document.flags()).containsExactly("language-undetermined");
    }

    @Test
    void when_text_is_blank_then_rejection() {
        Parsed parsed = parse(" \n\u00a0\t", null, null);
        assertThat(parsed.rejections())
                .extracting(Rejection::category)
                .containsExactly(DeadLetterCategory.INVALID);
    }

    @Test
    void when_default_task_is_unknown_then_it_is_refused() {
        assertThatThrownBy(() -> new Tasks(Set.of("summarize"), List.of("dance")))
                .hasMessage("default tasks are [dance], expected at least one of [summarize]");
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

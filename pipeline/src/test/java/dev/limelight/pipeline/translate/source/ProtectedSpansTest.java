package dev.limelight.pipeline.translate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedSpansTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "See https://a.example/b?Q=1&r=2.|https://a.example/b?Q=1&r=2",
                "(https://a.example/wiki/Lamp_(light))|https://a.example/wiki/Lamp_(light)",
                "(see www.lamps.example)!|www.lamps.example",
                "Go to lamps.example/docs, please.|lamps.example/docs",
                "Write to anna.b+c@mail.lamps.example.|anna.b+c@mail.lamps.example",
                "Run `git push -f` now|`git push -f`",
                "Use the --dry-run option|--dry-run",
                "Edit /etc/hosts and ~/notes/a.txt|/etc/hosts;~/notes/a.txt",
                "Open config.yaml|config.yaml",
                "Set MAX_SIZE to 3|MAX_SIZE",
                "Call reader.close() first|reader.close()",
                "Hello {name}, you have %d mails|{name};%d",
                "A <b>bold</b> word|<b>;</b>",
                "Ask @anna about #lamps|@anna;#lamps"
            })
    void when_somethingMustStay_then_itIsFoundWithoutTheSentenceAround(
            String text, String expected) {
        assertThat(found(text)).isEqualTo(List.of(expected.split(";")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nothing here. And so on.",
                "He/she and/or 3/4 of it",
                "It is 5 % of 3.5 at 10:30",
                "An e.g. and a z.B. and the end.The next",
                "a < b and c > d",
                "the well-known AT&T case -- really",
                "#1 is 100% done",
                "“Quoted” text (in brackets) [too]",
                ""
            })
    void when_itIsPlainText_then_nothingIsFound(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.", "a@", "/", "/a", "`", "<", "{", "--a", "a_", "_", "a/", "http://", "a.b"
            })
    void when_textIsHostile_then_theSearchStaysFast(String unit) {
        String text = unit.repeat(100_000 / unit.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> ProtectedSpans.in(text, 0, text.length()));
        assertThatCode(() -> ProtectedSpans.in(text, 0, text.length())).doesNotThrowAnyException();
    }

    @Test
    void when_onlyAPartIsAsked_then_spansAreInIt() {
        String text = "a@b.example c@d.example";
        assertThat(ProtectedSpans.in(text, 12, text.length())).containsExactly(new Span(12, 23));
    }

    private static List<String> found(String text) {
        return ProtectedSpans.in(text, 0, text.length()).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}

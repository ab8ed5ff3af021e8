package dev.limelight.pipeline.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.fixture.LinearTime;
import dev.limelight.pipeline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Tag;
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
                "A <b>bold</b> word|<b>;</b>",
                "Ask @anna about #lamps|@anna;#lamps",
                "My site is red-house.net. See example.org.|red-house.net;example.org",
                "At shop.lamps.de, orf.at:8080 or"
                        + " localhost:99|shop.lamps.de;orf.at:8080;localhost:99",
                "id 550e8400-e29b-41d4-a716-446655440000.|550e8400-e29b-41d4-a716-446655440000",
                "card 4111 1111 1111 1111, 3782 822463 10005|4111 1111 1111 1111;3782 822463 10005",
                "IBAN DE89 3704 0044 0532 0130 00.|DE89 3704 0044 0532 0130 00",
                "call +49 30 1234567 or (555) 123-4567 or 555-123-4567|"
                        + "+49 30 1234567;(555) 123-4567;555-123-4567",
                "MAC 00:1a:2B:3c:4d:5e, IP 192.168.0.1/24|00:1a:2B:3c:4d:5e;192.168.0.1/24",
                "v6 2001:db8::8a2e:370:7334 here|2001:db8::8a2e:370:7334",
                "hash 9f86d08188 or 0xCAFE|9f86d08188;0xCAFE",
                "part AB-1234-XY, CVE-2021-44228, RFC2119|AB-1234-XY;CVE-2021-44228;RFC2119",
                "key aB3dE6gH9jK2mN5p|aB3dE6gH9jK2mN5p",
                "ISBN 978-3-16-148410-0|978-3-16-148410-0",
                "since v2.10.3-rc1, 1.2.3 or 0.1.0-SNAPSHOT|v2.10.3-rc1;1.2.3;0.1.0-SNAPSHOT",
                "at 2026-05-12T10:30:00Z|2026-05-12T10:30:00Z",
                "00:01.000 --> 00:04.000 align:start|00:01.000 --> 00:04.000 align:start",
                "1:02:03,500 --> 1:02:04,000|1:02:03,500 --> 1:02:04,000",
                "on \\\\server\\share\\a|\\\\server\\share\\a",
                "order 12345678 now|12345678"
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
                "It cost 1,234,567.89 or 1.234.567,89 on 12.05.2020 and 2020-05-12",
                "COVID-19, the F-16, the 1990s, B2B, MP3, H2O and G20",
                "He came.it was late.and then",
                "at 10:30 or 10.30 or 112:30:45",
                "1.234.567.890 people",
                ""
            })
    void when_itIsPlainText_then_nothingIsFound(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.", "a@", "/", "/a", "`", "<", "{", "--a", "a_", "_", "a/", "http://", "a.b",
                "1:", "1-", "1 ", "A1", "\u0301", "www.a)", "a:", "0000 ", "+1 "
            })
    void when_textIsHostile_then_theSearchIsLinear(String unit) {
        LinearTime.check(unit, text -> ProtectedSpans.in(text, 0, text.length()));
    }

    @Test
    void when_anAddressEndsInBrackets_then_theSearchIsLinear() {
        LinearTime.check(")", text -> ProtectedSpans.in("www.a" + text, 0, text.length()));
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

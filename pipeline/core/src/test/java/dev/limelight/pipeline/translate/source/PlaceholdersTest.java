package dev.limelight.pipeline.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.text.Span;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "Hello {{ user.name }}, welcome~{{ user.name }}",
                "Hello {{ name | upper | default: \"a b\" }}!~{{ name | upper | default: \"a b\""
                        + " }}",
                "{% if a.b == 'c d' %}Hi{% endif %}~{% if a.b == 'c d' %};{% endif %}",
                "{{#each items}}{{this}}{{/each}} left~{{#each items}};{{this}};{{/each}}",
                "a {{{raw html}}} b~{{{raw html}}}",
                "run ${{ secrets.A }} on ${name} or #{user.id}~${{ secrets.A }};${name};#{user.id}",
                "{count, plural, one {# file} other {# files}} left~"
                        + "{count, plural, one {# file} other {# files}}",
                "on {day, date, short} at {hour, time}~{day, date, short};{hour, time}",
                "{0} of {1:N2} and {name!r:>10} or { x | upper }~"
                        + "{0};{1:N2};{name!r:>10};{ x | upper }",
                "%(name)s has %-10.2f and %1$s, %5d or %@~%(name)s;%-10.2f;%1$s;%5d;%@",
                "on %Y-%m-%d at %name% o'clock~%Y;%m;%d;%name%",
                "see \\cite{a, b} and \\ref{c}~\\cite{a, b};\\ref{c}",
                "so \\frac{a}{\\sqrt{b}} or \\section*{A title}~"
                        + "\\frac{a}{\\sqrt{b}};\\section*{A title}",
                "that $E=mc^2$ or $x$ and $$a + b$$ hold~$E=mc^2$;$x$;$$a + b$$",
                "the <%= user.name > 1 %> and <?php echo $a ?> here~"
                        + "<%= user.name > 1 %>;<?php echo $a ?>",
                "set $HOME and :count (:name) or :smile: now~$HOME;:count;:name;:smile:",
                "a &nbsp; b &#39; c~&nbsp;;&#39;",
                "replace __NAME__ here~__NAME__",
            })
    void when_aProgramFillsItIn_then_itIsFoundWhole(String text, String expected) {
        String found =
                String.join(
                        ";",
                        Placeholders.in(text, 0, text.length()).stream()
                                .sorted((a, b) -> Integer.compare(a.start(), b.start()))
                                .map(span -> text.substring(span.start(), span.end()))
                                .distinct()
                                .toList());
        for (String each : expected.split(";(?!$)", -1)) {
            assertThat(found).contains(each);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $5 and the other costs $6 today.",
                "US$5/US$6 or $5-$10 each",
                "It is 100 % sure and 50% der Leute, 5 %iger",
                "the set {apples, pears and plums} is full",
                "Note: see A & B; then C",
                "at 10:30, 5:4 and so:what",
                "a { b and } c {",
                "",
            })
    void when_itIsProse_then_nothingIsFound(String text) {
        assertThat(Placeholders.in(text, 0, text.length())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{{", "{%", "\\", "$", "<%", "%", "[", "\\a{", ":a "})
    void when_textIsHostile_then_spansAreInIt(String unit) {
        String text = unit.repeat(5_000);
        List<Span> spans = Placeholders.in(text, 10, 900);
        assertThat(spans).allMatch(span -> span.start() >= 10 && span.end() <= 900);
    }
}

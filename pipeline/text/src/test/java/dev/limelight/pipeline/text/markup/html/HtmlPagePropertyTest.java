package dev.limelight.pipeline.text.markup.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.fixture.LinearTime;
import dev.limelight.pipeline.text.markup.MarkupException;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any page, however broken. */
@Tag("slow")
@net.jqwik.api.Tag("slow")
class HtmlPagePropertyTest {

    private static final String[] PIECES = {
        "one",
        "two three",
        " ",
        "\n",
        "\t ",
        "x",
        "end. Next",
        "&amp;",
        "&lt",
        "&nbsp;",
        "&#x1F600;",
        "&bogus;",
        "&",
        "<",
        ">",
        "\"",
        "<b>",
        "</b>",
        "<i class=x>",
        "</i>",
        "<a href='?a=1&b=2'>",
        "</a>",
        "<span>",
        "</span>",
        "<em>",
        "</em>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<br/>",
        "<img alt='an image' src=x>",
        "<!-- c -->",
        "<![CDATA[d]]>",
        "<?php e ?>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<script>f()</script>",
        "<style>g{}</style>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</tr>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<h1>",
        "</h1>",
        "<select>",
        "<option>",
        "</select>",
        "<textarea>t</textarea>",
        "<svg>",
        "</svg>",
        "<math>",
        "</math>",
        "<form>",
        "</form>",
        "<title>t</title>",
        "<body>",
        "</body>",
        "<html lang=en>",
        "</html>",
        "<!DOCTYPE html>",
        "<noscript>",
        "</noscript>",
        "<template>",
        "</template>",
        "<font>",
        "</font>",
        "<button>",
        "</button>",
        "<p translate=no>",
        "<nobr>",
        "<plaintext>",
        "<iframe>",
        "</iframe>",
        "<frameset>",
        "<x-y>",
        "</x-y>",
        "<b/>",
        "</",
        "<!",
        "<a b='",
        "\u0000",
        "\u00a0",
        "\ud83d\ude00",
        "\ufeff",
        "\r\n",
        "漢字。",
        "<ruby>",
        "<rt>",
        "</ruby>"
    };

    /** Without its end such an element decides what the tags behind it mean. */
    private static final String UNCLOSED =
            "</?(?:math|svg|iframe|noscript|template|plaintext|frameset)>";

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces =
                Arbitraries.of(PIECES).list().ofMaxSize(40).map(list -> String.join("", list));
        return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(60));
    }

    /** What the parser itself cannot read says so. */
    private static List<HtmlRun> runs(String html) {
        try {
            return HtmlPage.parse(html).runs();
        } catch (MarkupException e) {
            assertThat(e).hasMessageContaining("expected");
            return List.of();
        }
    }

    @Property(tries = 1000)
    void when_nothingIsTranslated_then_thePageIsTheSource(@ForAll("hostile") String html) {
        List<TranslatedRun> marked = runs(html).stream().map(HtmlRun::itself).toList();

        assertThat(marked.isEmpty() ? html : HtmlPage.parse(html).with(marked)).isEqualTo(html);
    }

    @Property(tries = 1000)
    void always_everyUnitIsWhereTheSourceHasIt(@ForAll("hostile") String html) {
        int reached = 0;
        for (HtmlRun run : runs(html)) {
            assertThat(run.start()).isGreaterThanOrEqualTo(reached).isLessThan(run.end());
            reached = run.start();
            for (int i = 0; i < run.text().length(); i++) {
                assertThat(run.originStart(i)).isGreaterThanOrEqualTo(reached);
                assertThat(run.originEnd(i + 1)).isGreaterThan(run.originStart(i));
                reached = run.originStart(i);
                String origin = html.substring(run.originStart(i), run.originEnd(i + 1));
                assertThat(
                                origin.equals(run.text().substring(i, i + 1))
                                        || isWritten(origin, run, i))
                        .as("unit %d of %s", i, run)
                        .isTrue();
            }
            assertThat(run.originEnd(run.text().length())).isLessThanOrEqualTo(run.end());
            reached = run.end();
        }
    }

    private static boolean isWritten(String origin, HtmlRun run, int unit) {
        char read = run.text().charAt(unit);
        return read == ' '
                ? origin.isBlank() || Parser.unescapeEntities(origin, false).isBlank()
                : Parser.unescapeEntities(origin, false).indexOf(read) >= 0;
    }

    @Property(tries = 1000)
    void when_aPageIsTranslated_then_itHasTheTranslationAndNothingElseChanges(
            @ForAll("hostile") String any) {
        String html = any.replaceAll(UNCLOSED, "");
        List<TranslatedRun> marked = new ArrayList<>();
        for (HtmlRun run : runs(html)) {
            String target = shouted(run.text());
            TranslatedRun one = run.markUp(target, words(run.text(), target));
            check(one, run, target);
            marked.add(one);
        }
        String result = marked.isEmpty() ? html : HtmlPage.parse(html).with(marked);
        assertThat(letters(result)).isEqualTo(letters(html));
    }

    @Provide
    Arbitrary<String> forms() {
        return Arbitraries.of(
                        "<p>",
                        "</p>",
                        "<b>",
                        "</b>",
                        "<a href=x>",
                        "</a>",
                        "<label>",
                        "</label>",
                        "<input name=a>",
                        "<input type=hidden value=b>",
                        "<img src=c>",
                        "<wbr>",
                        "<br>",
                        "<button>",
                        "</button>",
                        "<select><option>d</select>",
                        " ",
                        "\n",
                        "one",
                        "two three",
                        "four. Five",
                        "<textarea>e</textarea>",
                        "<meter></meter>")
                .list()
                .ofMaxSize(30)
                .map(list -> String.join("", list));
    }

    @Property(tries = 1000)
    void when_aPageIsTranslated_then_itHasEachControlOnceAndInOrder(@ForAll("forms") String html) {
        List<TranslatedRun> marked =
                runs(html).stream()
                        .map(run -> run.markUp(shouted(run.text()), turned(run.text())))
                        .toList();
        String result = marked.isEmpty() ? html : HtmlPage.parse(html).with(marked);
        assertThat(controls(result, "input,button,select,textarea,meter,label"))
                .isEqualTo(controls(html, "input,button,select,textarea,meter,label"));
        assertThat(controls(result, "img,wbr,br"))
                .containsExactlyInAnyOrderElementsOf(controls(html, "img,wbr,br"));
    }

    private static List<String> controls(String html, String names) {
        return Jsoup.parseBodyFragment(html).select(names).stream()
                .map(element -> element.shallowClone().outerHtml())
                .toList();
    }

    /** Words that stand for each other in the opposite order. */
    private static List<WordPair> turned(String text) {
        List<WordPair> same = words(text, text);
        List<WordPair> turned = new ArrayList<>();
        for (int i = 0; i < same.size(); i++) {
            WordPair to = same.get(same.size() - 1 - i);
            turned.add(
                    new WordPair(
                            same.get(i).sourceStart(),
                            same.get(i).sourceEnd(),
                            to.targetStart(),
                            to.targetEnd(),
                            1));
        }
        return turned;
    }

    private static void check(TranslatedRun marked, HtmlRun run, String target) {
        int reached = 0;
        for (int i = 0; i < marked.starts().length; i++) {
            assertThat(marked.starts()[i]).isGreaterThanOrEqualTo(reached);
            assertThat(marked.ends()[i]).isGreaterThanOrEqualTo(marked.starts()[i]);
            reached = marked.starts()[i];
            String written = marked.text().substring(marked.starts()[i], marked.ends()[i]);
            boolean same =
                    Parser.unescapeEntities(written, true).equals(target.substring(i, i + 1));
            assertThat(same || run.isKept() || written.isEmpty() || written.startsWith("<"))
                    .isTrue();
        }
        assertThat(reached).isLessThanOrEqualTo(marked.text().length());
    }

    /** All letters that a page shows, sorted: an element inside a word goes behind it. */
    private static int[] letters(String html) {
        String shown = Jsoup.parse(html).wholeText().toLowerCase(Locale.ROOT);
        return shown.codePoints().filter(Character::isLetterOrDigit).sorted().toArray();
    }

    private static List<WordPair> words(String source, String target) {
        List<WordPair> words = new ArrayList<>();
        int at = 0;
        for (String word : source.split(" ", -1)) {
            int end = Math.min(at + word.length(), target.length());
            if (end > at) {
                words.add(new WordPair(at, end, at, end, 1));
            }
            at += word.length() + 1;
        }
        return words;
    }

    private static String shouted(String text) {
        return text.chars()
                .map(unit -> unit >= 'a' && unit <= 'z' ? unit - 'a' + 'A' : unit)
                .collect(
                        StringBuilder::new,
                        (to, unit) -> to.append((char) unit),
                        StringBuilder::append)
                .toString();
    }

    static List<String> units() {
        List<String> units = new ArrayList<>(LinearTime.units());
        units.addAll(
                List.of(
                        "<p>one <b>two</b> three &amp; four.</p>\n",
                        "one <b>two</b> <i>three</i> ",
                        "<b></b>",
                        "<img> ",
                        "x<img>",
                        "<input>",
                        "<a>x</a><a>y</a>",
                        "&amp;",
                        "<table>a<td>",
                        "<!--",
                        "</p>",
                        "<label>x</label>"));
        return units;
    }

    @ParameterizedTest
    @MethodSource("units")
    void when_aPageIsOfOneKind_then_timeIsLinear(String unit) {
        LinearTime.check(unit, HtmlPagePropertyTest::parsedAndMarked);
        LinearTime.check(unit, text -> parsedAndMarked("<p>a " + text));
    }

    private static void parsedAndMarked(String html) {
        try {
            HtmlPage page = HtmlPage.parse(html);
            List<TranslatedRun> marked = new ArrayList<>();
            for (HtmlRun run : page.runs()) {
                marked.add(run.markUp(run.text(), words(run.text(), run.text())));
            }
            assertThat(page.with(marked)).hasSizeGreaterThanOrEqualTo(html.length() / 3);
        } catch (MarkupException e) {
            assertThat(e).hasMessageContaining("nested");
        }
    }
}

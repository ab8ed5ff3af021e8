package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.translate.fragment.Link;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTranslationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '\1',
            value = {
                "<p>the <b>cat</b> sat</p>~<p>theen <b>caten</b> saten</p>",
                "<p>see <a href='?a=1&b=2'>the <i>cat</i></a> now</p>"
                        + "~<p>seeen <a href='?a=1&b=2'>theen <i>caten</i></a> nowen</p>",
                "<b>the <i>cat</b> sat</i>~<b>theen <i>caten</i></b> <i>saten</i>",
                "<ul>\\n <li>a cat\\n <li>a dog\\n</ul>~<ul>\\n <li>aen caten\\n <li>aen dogen\\n</ul>",
                "<table><tr><td>cat</td><td>12</td></tr></table>"
                        + "~<table><tr><td>caten</td><td>12</td></tr></table>",
                "<p>run <code>the cat</code> now</p>~<p>runen <code>the cat</code> nowen</p>",
                "<pre>the  cat\\nsat. It is</pre> dog~<pre>the  cat\\nsat. It is</pre> dogen",
                "<p translate=no>the cat. A dog</p><p>cat</p>"
                        + "~<p translate=no>the cat. A dog</p><p>caten</p>",
                "<script>var cat = 'the cat';</script><style>cat { }</style>the cat"
                        + "~<script>var cat = 'the cat';</script><style>cat { }</style>theen caten",
                "<p>a cat &amp; a &lt;dog&gt;</p>~<p>aen caten &amp; aen &lt;dog&gt;</p>",
                "<p>it is. </p><p><b>so it.</b> he</p>~<p>iten is. </p><p><b>soen it.</b> heen</p>",
                "<p>one<br>two<hr>three~<p>oneen<br>twoen<hr>threeen",
                "<h1>the title</h1>text~<h1>theen titleen</h1>texten",
                "12.5~12.5",
            })
    void when_pageHasMarkup_then_itStays(String html, String expected) {
        assertThat(translated(html.replace("\\n", "\n")).text())
                .isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void when_elementSpansSentences_then_eachSegmentHasItsPart() {
        Translation page = translated("<p>Go <b>on now. See the</b> cat.</p>");
        assertThat(page.text()).isEqualTo("<p>Go <b>onen now. See theen</b> cat.</p>");
        assertThat(page.segments())
                .extracting(Segment::text)
                .containsExactly("Go <b>onen now.", "See theen</b> cat.");
        assertThat(slices(page)).containsExactly("Go <b>on now.", "See the</b> cat.");
        assertThat(pairs(page)).contains("on=onen", "the=theen", "cat=cat");
    }

    @Test
    void when_wordsAreLinked_then_offsetsAreThePages() {
        Translation page = translated("<p>\n 🐕 a &amp; <b>c<i>a</i>t</b> sat</p><p>now</p>");
        assertThat(pairs(page))
                .containsExactly("a=aen", "c<i>a</i>t=caten", "sat=saten", "now=nowen");
    }

    @Test
    void when_textIsKept_then_aFlagSaysSo() {
        Translation page = translated("<pre>let the cat = 1</pre><p>the cat</p>");
        assertThat(page.flags()).contains(Flag.COPIED);
        assertThat(page.coverage()).isLessThan(1);
        assertThat(page.segments()).hasSize(2);
        assertThat(page.segments().get(0).text()).isEqualTo("let the cat = 1");
    }

    @Test
    void when_pageIsLarge_then_itComesBackWhole() {
        String html = "<p>The <b>cat</b> sat on a <i>mat</i>. It was late.</p>\n".repeat(1000);
        Translation page = translated(html);
        check(page, html);
        assertThat(page.segments()).hasSize(2000);
    }

    private static Translation translated(String html) {
        try (var model = new WordByWord(200)) {
            Document document = Objects.requireNonNull(Pages.parsed(html).document());
            return new DocumentTranslator(model, TranslateSettings.DEFAULT)
                    .translate(document, "de");
        }
    }

    private static List<String> slices(Translation page) {
        return page.segments().stream()
                .map(each -> page.document().text().substring(each.start(), each.end()))
                .toList();
    }

    private static List<String> pairs(Translation page) {
        List<String> pairs = new ArrayList<>();
        for (Segment segment : page.segments()) {
            for (Link link : segment.links()) {
                pairs.add(
                        page.document().text().substring(link.sourceStart(), link.sourceEnd())
                                + "="
                                + segment.text().substring(link.targetStart(), link.targetEnd()));
            }
        }
        return pairs;
    }

    /** The page is its segments and what is between them, and that is markup and white space. */
    static void check(Translation page, String html) {
        assertThat(page.document().text()).isEqualTo(html);
        var text = new StringBuilder();
        int reached = 0;
        for (Segment segment : page.segments()) {
            assertThat(segment.start()).isGreaterThanOrEqualTo(reached);
            assertThat(segment.end())
                    .isGreaterThan(segment.start())
                    .isLessThanOrEqualTo(html.length());
            text.append(html, reached, segment.start()).append(segment.text());
            reached = segment.end();
            checkLinks(segment);
        }
        assertThat(page.text()).isEqualTo(text.append(html.substring(reached)).toString());
        checkLight(page, html);
    }

    private static void checkLinks(Segment segment) {
        for (Link link : segment.links()) {
            assertThat(link.sourceStart()).isGreaterThanOrEqualTo(segment.start());
            assertThat(link.sourceEnd()).isGreaterThan(link.sourceStart());
            assertThat(link.sourceEnd()).isLessThanOrEqualTo(segment.end());
            assertThat(link.targetStart()).isNotNegative();
            assertThat(link.targetEnd()).isGreaterThan(link.targetStart());
            assertThat(link.targetEnd()).isLessThanOrEqualTo(segment.text().length());
        }
    }

    private static void checkLight(Translation page, String html) {
        if (page.segments().isEmpty()) {
            return;
        }
        assertThat(Arrays.stream(page.scores()).sum()).isCloseTo(1, within(1e-6));
        int reached = 0;
        for (ScoredWord word : page.words()) {
            assertThat(word.start()).isGreaterThanOrEqualTo(reached);
            assertThat(word.end()).isGreaterThan(word.start()).isLessThanOrEqualTo(html.length());
            reached = word.end();
        }
    }
}

package dev.limelight.pipeline.text.markup.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.text.markup.MarkupException;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlPageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello | HELLO",
                "<p>Hello <b>you</b>.</p> | <p>HELLO <b>YOU</b>.</p>",
                "<p>a</p> <p>b</p> | <p>A</p> <p>B</p>",
                "<p>one<br>two</p> | <p>ONE<br>TWO</p>",
                "<a href=\"x?a=1&amp;b=2\" title=t>all of it</a> | "
                        + "<a href=\"x?a=1&amp;b=2\" title=t>ALL OF IT</a>",
                "a <b>b <i>c</i></b> d | A <b>B <i>C</i></b> D",
                "a &lt;b&gt; &amp; c | A &lt;B&gt; &amp; C",
                "one <img src=x> two | ONE <img src=x> TWO",
                "<img src=x> one <!-- n --> | <img src=x> ONE <!-- n -->",
                "run <code>ls -l</code> now | RUN <code>ls -l</code> NOW",
                "<pre>a  b</pre><p>c</p> | <pre>a  b</pre><p>C</p>",
                "<script>a()</script><p>c</p> | <script>a()</script><p>C</p>",
                "<p translate=no>a</p><p>b <span class=notranslate>c</span></p> | "
                        + "<p translate=no>a</p><p>B <span class=notranslate>c</span></p>",
                "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul> | "
                        + "<ul><li>A</li><li>B<ul><li>C</li></ul></li></ul>",
                "<tr><td>a</td><td>b</td></tr> | <tr><td>A</td><td>B</td></tr>",
                "<td>a</td> | <td>A</td>",
                "<a>Home</a><a>News</a> | <a>HOME</a><a>NEWS</a>",
                "<a href=x><div>a</div></a> | <a href=x><div>A</div></a>",
                "<b>a | <b>A</b>",
                "<p><b>a</p><p>b</p> | <p><b>A</b></p><p><b>B</b></p>",
                // Crossing tags: a sentence is not cut, and what comes out is well-formed.
                "a <b>b <i>c</b> d</i> e | A <b>B <i>C</i></b> <i>D</i> E",
                "<b>a<p>b</b> c</p> | <b>A</b><p><b>B</b> C</p>",
                "<p>a <a href=1>b <a href=2>c</a> | <p>A <a href=1>B</a> <a href=2>C</a>",
                // What a browser would drop or move stays where it is, and cuts.
                "a</td><td>b | A</td><td>B",
                "<table>a<tr><td>b</td></tr>c</table> | <table>A<tr><td>B</td></tr>C</table>",
                "a &amp b &lt c &#65; &bogus; d | A &amp; B &lt; C A &amp;BOGUS; D",
                "<p>a <![CDATA[b <i>]]> c</p> | <p>A <![CDATA[b <i>]]> C</p>",
                "<p>a <?php echo 'b'; ?> c</p> | <p>A <?php echo 'b'; ?> C</p>",
                // White space beside what has no text is as it was.
                "a <img src=x> b<img src=y>c <wbr> d<wbr>e | A <img src=x> B<img src=y>C <wbr> D<wbr>E",
                "a <?= $b ?>, c <x-y></x-y> d | A <?= $b ?>, C <x-y></x-y> D",
                "a <img><img> <img> b | A <img><img> <img> B",
                "<p>a <b>b <img></b> c</p> | <p>A <b>B <img></b> C</p>",
                // Controls, and what a browser shows as a block, end a sentence.
                "a <input> b <label>c</label> d <button>e</button> | "
                        + "A <input> B <label>C</label> D <button>E</button>",
                "<label>a <input name=b></label><label><input name=c> d</label> | "
                        + "<label>A <input name=b></label><label><input name=c> D</label>",
                "<details><summary>a</summary>b</details> | "
                        + "<details><summary>A</summary>B</details>",
                "<p translate=no>a <b translate=yes>b</b> c</p> | "
                        + "<p translate=no>a <b translate=yes>B</b> c</p>",
                "<div translate=no><p translate>a</p><p>b</p></div> | "
                        + "<div translate=no><p translate>A</p><p>b</p></div>",
                "a <span class=notranslate>b <i translate=yes>c</i></span> d | "
                        + "A <span class=notranslate>b <i translate=yes>C</i></span> D",
                "E = mc<sup>2</sup> here | E = MC<sup>2</sup> HERE",
                "a <code><textarea>b</textarea> | A <code><textarea>b</textarea>",
                "<img alt='a b' src=x><p title=\"a b\">c</p> | "
                        + "<img alt='a b' src=x><p title=\"a b\">C</p>",
                "<textarea>a</textarea><noscript>b</noscript><svg><text>c</text></svg> d | "
                        + "<textarea>a</textarea><noscript>b</noscript><svg><text>c</text></svg> D",
                "<P CLASS=x>a<BR/>b</P> | <P CLASS=x>A<BR/>B</P>",
                "<ul><li>a<li>b</ul> | <ul><li>A<li>B</ul>",
                "<style>p { a: b }</style><p>c | <style>p { a: b }</style><p>C",
                "<!--[if IE]><p>a</p><![endif]--><p>b</p> | "
                        + "<!--[if IE]><p>a</p><![endif]--><p>B</p>",
                "1 <b>2</b> | 1 <b>2</b>",
                "<!DOCTYPE html><html><head><title>a</title></head><body>b</body></html> | "
                        + "<!DOCTYPE html><html><head><title>A</title></head><body>B</body></html>",
            })
    void when_wordsMove_then_markupStaysWithThem(String html, String expected) {
        assertThat(shouted(html)).isEqualTo(expected);
    }

    @Test
    void when_whiteSpaceIsAround_then_itStaysAndWithinIsWhatABrowserShows() {
        String html = "<p>\n  one\n   two </p>\n";

        assertThat(texts(html)).containsExactly("one two");
        assertThat(shouted(html)).isEqualTo("<p>\n  ONE TWO </p>\n");
    }

    @Test
    void when_aSentenceHasALink_then_itIsNotCut() {
        assertThat(texts("See <a href=x>the <b>old</b> page</a> first."))
                .containsExactly("See the old page first.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "We will <ins>not</ins> close. | We will not close.",
                "A <del>bad</del> <s>old</s> <mark>day</mark> <svg><g/></svg> here | "
                        + "A bad old day here",
                "I <script>a()</script> go <input type=hidden> now | I go now",
                "<fieldset><legend>a b</legend>c d</fieldset> | a b; c d",
                "<figure><img><figcaption>a</figcaption></figure>b | a; b",
                "<dl><dt>a</dt><dd>b</dd></dl> | a; b",
                "<table><caption>a</caption><tr><th>b</th><td>c</td></tr></table> | a; b; c",
                "<select><optgroup label=x><option>a</option><option>b</option></select> | a; b",
                "a <search>b</search> <dialog open>c</dialog> <menu><li>d</menu> | a; b; c; d",
                "<label>a</label> <input> <label>b</label> <meter>1</meter> c | a; b; 1; c",
            })
    void when_aBrowserShowsABlock_then_theSentenceEnds(String html, String texts) {
        assertThat(texts(html)).containsExactly(texts.split("; ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The element moves with its word.
                "the <b>red</b> house | la maison rouge. | 0-0 1-2 2-1 | la maison <b>rouge</b>.",
                // It is written twice where its words do not stay together.
                "he <i>gives up</i> it | er gibt es auf | 0-0 1-1 2-3 3-2 "
                        + "| er <i>gibt</i> es <i>auf</i>",
                // A word that was dropped takes a word of its parent's that it has a share in.
                "the <b>very</b> old | der uralte | 0-0 1-1 2-1 | der <b>uralte</b>",
                // Where it has a share in none, the element is kept empty.
                "well <b>now</b> then | nun denn | 0-0 2-1 | nun<b></b> denn",
                // What nobody is linked to has the elements of both neighbours.
                "<b>a b</b> c | x y z w | 0-0 1-2 2-3 | <b>x y z</b> w",
                // Signs go with their word.
                "(<b>so.</b>) a | (ja.) b | 0-0 1-1 | (<b>ja.</b>) b",
                // What has no text keeps the white space beside it, wherever it goes.
                "the <img> red house | la maison rouge | 0-0 1-2 2-1 | la <img> maison rouge",
                "see <a>red <img> it</a> now | nun rot es seht | 0-3 1-1 2-2 3-0 "
                        + "| nun <a>rot <img> es</a> seht",
                // It does not open its element again.
                "the <a><img> red</a> house | maison rouge la | 0-2 1-1 2-0 "
                        + "| maison <a><img> rouge</a> la",
                "a super<wbr>market | ein Supermarkt | 0-0 1-1 | ein Supermarkt<wbr>",
                // Letters that are glued to code are not swallowed by it.
                "the <code>x</code>s go | die x-Werte gehen | 0-0 1-1 2-2 "
                        + "| die <code>x</code>-Werte gehen",
                "the <code>x</code>s go | die Werte gehen | 0-0 1-1 2-2 "
                        + "| die <code>x</code> Werte gehen",
                "<i>pre<code>x</code></i> go | vor gehen | 0-0 1-1 | "
                        + "<i>vor<code>x</code></i> gehen",
                // No links at all.
                "<b>a b</b> | x y | '' | <b>x y</b>",
            })
    void when_wordsAreTranslated_then_elementsFollowThem(
            String html, String target, String links, String expected) {
        HtmlPage page = HtmlPage.parse(html);
        HtmlRun run = page.runs().get(0);

        assertThat(page.with(List.of(run.markUp(target, pairs(run.text(), target, links)))))
                .isEqualTo(expected);
    }

    /** Where others translate the halves of a sentence by themselves. */
    @Test
    void when_elementsAreNested_then_theyAreOneSentence() {
        String html =
                """
                <a href="#" target="_blank">
                  <em>
                    <span style="color: #ff0000;">
                     View the complete range of
                    </span>
                  </em>
                  <em>
                    <span style="color: #ff0000;">
                      drawer systems here!
                    </span>
                  </em>
                </a>
                """;

        assertThat(texts(html)).containsExactly("View the complete range of drawer systems here!");
        assertThat(shouted(html).replaceAll("\\s+", " ").strip())
                .isEqualTo(
                        "<a href=\"#\" target=\"_blank\"><em><span style=\"color: #ff0000;\">VIEW THE"
                                + " COMPLETE RANGE OF</span></em> <em><span style=\"color:"
                                + " #ff0000;\">DRAWER SYSTEMS HERE!</span></em></a>");
    }

    @Test
    void when_aTextHasSurrogatePairs_then_theyAreNotCut() {
        assertThat(shouted("<b>a</b> \ud83d\ude00 <i>\ud83d\ude00</i> b"))
                .isEqualTo("<b>A</b> \ud83d\ude00 <i>\ud83d\ude00</i> B");
    }

    @Test
    void when_nestingHasNoEnd_then_itIsRefused() {
        assertThatThrownBy(() -> HtmlPage.parse("<div>".repeat(100_000) + "a"))
                .isInstanceOf(MarkupException.class)
                .hasMessageContaining("nested more than 400 deep");
    }

    private static String shouted(String html) {
        HtmlPage page = HtmlPage.parse(html);
        return page.with(page.runs().stream().map(HtmlPageTest::shout).toList());
    }

    private static List<String> texts(String html) {
        return HtmlPage.parse(html).runs().stream().map(HtmlRun::text).toList();
    }

    private static TranslatedRun shout(HtmlRun run) {
        String source = run.text();
        var links = new StringBuilder();
        for (int i = 0; i < source.split(" ", -1).length; i++) {
            links.append(i).append('-').append(i).append(' ');
        }
        String target = source.toUpperCase(Locale.ROOT);
        return run.markUp(target, pairs(source, target, links.toString()));
    }

    /** {@code links}: words by their number, the later the lighter. */
    private static List<WordPair> pairs(String source, String target, String links) {
        List<int[]> from = words(source);
        List<int[]> to = words(target);
        List<WordPair> pairs = new ArrayList<>();
        double weight = 1;
        for (String link : links.isBlank() ? new String[0] : links.strip().split(" ", -1)) {
            int[] one = from.get(Integer.parseInt(link.split("-", -1)[0]));
            int[] other = to.get(Integer.parseInt(link.split("-", -1)[1]));
            pairs.add(new WordPair(one[0], one[1], other[0], other[1], weight));
            weight *= .9;
        }
        return pairs;
    }

    private static List<int[]> words(String text) {
        List<int[]> words = new ArrayList<>();
        int at = 0;
        for (String word : text.split(" ", -1)) {
            int start = word.startsWith("(") ? at + 1 : at;
            int end = at + word.replaceFirst("[.)]+$", "").length();
            words.add(new int[] {start, end});
            at += word.length() + 1;
        }
        return words;
    }
}

package dev.limelight.pipeline.text.markup.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.text.markup.Role;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div hidden><p>no</p></div>",
                "<div hidden=until-found>no</div>",
                "<p style='display:none'>no</p>",
                "<p style='color: red; DISPLAY : NONE !important'>no</p>",
                "<p style='visibility: hidden'>no</p>",
                "<span style=\"visibility:collapse\">no</span>",
                "<section style='content-visibility:hidden'><p>no</p></section>",
                "<dialog><p>no</p></dialog>",
                "<template><p>no</p></template>",
                "<noscript>no</noscript>",
                "<datalist><option>no</option></datalist>",
                "<b><i hidden>no</i></b>",
                "<p><span><noscript>no</noscript></span></p>",
                "<table><tr hidden><td>no</td></tr></table>",
                "<code hidden>no</code>"
            })
    void when_aBrowserShowsNothing_then_thereIsNoTextAndNoComplaint(String hidden) {
        HtmlPage page = HtmlPage.parse("<div><p>One.</p>" + hidden + "<p>Two.</p></div>");
        assertThat(texts(page)).isEqualTo("One.|Two.");
        assertThat(page.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='display:block'>Yes.</p>",
                "<p style='background:url(none);visibility:visible'>Yes.</p>",
                "<dialog open>Yes.</dialog>",
                "<p aria-hidden=true>Yes.</p>",
                "<details><summary>Yes.</summary></details>",
                "<p class=hidden>Yes.</p>"
            })
    void when_aBrowserShowsIt_then_itIsText(String shown) {
        assertThat(texts(HtmlPage.parse("<div>" + shown + "</div>"))).isEqualTo("Yes.");
    }

    @Test
    void when_aHiddenPartIsInASentence_then_theSentenceGoesOnWithoutIt() {
        HtmlPage page = HtmlPage.parse("<p>The shop <i hidden>never</i> opens at six.</p>");
        assertThat(texts(page)).isEqualTo("The shop opens at six.");
        assertThat(page.runs().get(0).itself().text()).contains("<i hidden>never</i>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <nav><p>x</p></nav>                        | FRAME
                    <aside><p>x</p></aside>                    | FRAME
                    <div role=navigation><h2>x</h2></div>      | FRAME
                    <div class='cookie-banner'>x</div>         | FRAME
                    <div id=ad_top>x</div>                     | FRAME
                    <p class=byline>x</p>                      | FRAME
                    <p aria-hidden=true>x</p>                  | FRAME
                    <p class='a sr-only'>x</p>                 | FRAME
                    <p><a href=1>x</a> <a href=2>y</a></p>     | FRAME
                    <header><div>x</div></header>              | FRAME
                    <h2><a href=1>x</a></h2>                   | HEADING
                    <header><h1>x</h1></header>                | HEADING
                    <div class='menu'><main><p>x</p></main></div> | TEXT
                    <p class=additional>x</p>                  | TEXT
                    <form><p>x</p></form>                      | TEXT
                    <p><a href=1>x</a> y</p>                   | TEXT
                    <p class=reading-time-of-a-share-page>x</p> | TEXT
                    """)
    void when_anElementStandsAroundTheText_then_itsRoleSaysSo(String html, Role role) {
        assertThat(HtmlPage.parse(html).runs()).extracting(HtmlRun::role).containsOnly(role);
    }

    private static String texts(HtmlPage page) {
        return page.runs().stream().map(HtmlRun::text).collect(Collectors.joining("|"));
    }
}

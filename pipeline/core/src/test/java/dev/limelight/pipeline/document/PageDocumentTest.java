package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of HTML in the document stage. */
class PageDocumentTest {

    @Test
    void when_pageIsRead_then_sentencesAreTextAndSayWhatTheyAre() {
        Document page =
                document(
                        """
                        <!DOCTYPE html><html lang="en"><head><title>The bridge</title>
                        <style>p { color: red. Or blue }</style></head><body>
                        <nav><a href=1>Home</a><a href=2>News</a></nav>
                        <h1>A bridge <em>closes</em></h1>
                        <p>It was <b>closed. Nobody</b> came.<br>Next line</p>
                        <script>var a = "No. Sentence.";</script>
                        <ul><li>One item</li></ul><pre>x = 1. Y</pre></body></html>
                        """);
        assertThat(sentences(page))
                .containsExactly(
                        "HEADING The bridge",
                        "FRAME Home",
                        "FRAME News",
                        "HEADING A bridge closes",
                        "PROSE It was closed.",
                        "PROSE Nobody came.",
                        "PROSE Next line",
                        "LIST_ITEM One item",
                        "KEPT x = 1.",
                        "KEPT Y");
        assertThat(page.source().source()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void when_sentenceEndsInsideCode_then_itIsNotCutThere() {
        assertThat(sentences(document("<p>Run <code>a. B</code> now. Then stop.</p>")))
                .containsExactly("PROSE Run a. B now.", "PROSE Then stop.");
    }

    @Test
    void when_textLiesBesideCells_then_itIsReadOrAFlagSaysSo() {
        Document page = document("<table>stray<tr><td>cell</td></tr></table>");
        boolean all = page.text().contains("stray") && page.text().contains("cell");
        assertThat(all || page.flags().contains(Flag.MARKUP_UNREAD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p></p>",
                "<script>a()</script>",
                "<!-- only a comment -->",
                "<img alt='an image'>",
                "&nbsp;<br>&#32;",
                "<style>p{}</style><p> \n</p>"
            })
    void when_pageHasNoText_then_itIsRefusedInWords(String html) {
        Parsed parsed = Pages.parsed(html);
        assertThat(parsed.document()).isNull();
        assertThat(parsed.rejections()).hasSize(1);
        assertThat(parsed.rejections().get(0).failure().error())
                .isEqualTo(
                        "the page has no text, expected some outside of its tags, scripts and"
                                + " comments");
    }

    @Test
    void when_pageIsNestedWithoutEnd_then_itIsRefusedInWords() {
        assertThat(Pages.parsed("<div>".repeat(5000) + "a").rejections())
                .extracting(rejection -> rejection.failure().error())
                .containsExactly("the elements are nested more than 400 deep, expected less");
    }

    private static Document document(String html) {
        return Objects.requireNonNull(Pages.parsed(html).document());
    }

    private static List<String> sentences(Document page) {
        return page.sentences().stream()
                .map(each -> kind(each) + " " + page.text().substring(each.start(), each.end()))
                .toList();
    }

    private static SentenceKind kind(Sentence sentence) {
        return sentence.kind();
    }
}

package dev.limelight.modelserver.server.passage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.fixture.LinearTime;
import dev.limelight.modelserver.server.request.Translated;
import dev.limelight.pipeline.text.markup.WordPair;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FilePassageTest {

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{M}\\p{N}]");

    private static Passage passage(SourceFormat format, String source) {
        return new Passage(format.parse(source));
    }

    private static String shouted(SourceFormat format, String source) {
        Passage passage = passage(format, source);
        return passage.with(passage.texts().stream().map(FilePassageTest::shouted).toList());
    }

    /** In capitals, word for word. */
    private static Translated shouted(String text) {
        List<WordPair> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(new WordPair(word.start(), word.end(), word.start(), word.end(), 1));
        }
        return translated(text.toUpperCase(Locale.ROOT), words);
    }

    private static Translated same(String text) {
        return translated(text, shouted(text).words());
    }

    private static Translated translated(String text, List<WordPair> words) {
        return new Translated(
                new TranslationRecord(
                        null, null, null, text, null, 1, null, null, null, null, null),
                words,
                null);
    }

    @Test
    void when_subtitlesAreTranslated_then_allButWhatIsSaidStays() {
        String srt =
                """
                1
                00:00:01,000 --> 00:00:02,500
                Hello there.

                2
                00:00:03,000 --> 00:00:04,000 X1:40 X2:600
                <i>We go</i> on in
                the next line, we two.

                3
                00:00:05,000 --> 00:00:06,000
                - {\\an8}Who is it?
                - Me & you.
                """;
        assertThat(shouted(SourceFormat.SRT, srt))
                .isEqualTo(
                        """
                        1
                        00:00:01,000 --> 00:00:02,500
                        HELLO THERE.

                        2
                        00:00:03,000 --> 00:00:04,000 X1:40 X2:600
                        <i>WE GO</i> ON IN
                        THE NEXT LINE, WE TWO.

                        3
                        00:00:05,000 --> 00:00:06,000
                        - {\\an8}WHO IS IT?
                        - ME & YOU.
                        """);
    }

    @Test
    void when_linesEndAsOnWindows_then_theyStillDo() {
        String srt =
                "1\r\n00:01,0 --> 00:02,0\r\nhello\r\nyou\r\n\r\n2\r\n00:03,0 --> 00:04,0\r\n\r\n";
        assertThat(shouted(SourceFormat.SRT, srt))
                .isEqualTo(srt.replace("hello", "HELLO").replace("you", "YOU"));
    }

    @Test
    void when_cuesFollowWithoutABlankLine_then_theirNumbersStay() {
        String srt = "1\n00:01,0 --> 00:02,0\n1984\n2\n00:03,0 --> 00:04,0\nfour\n3\n";
        assertThat(passage(SourceFormat.SRT, srt).texts()).containsExactly("four 3");
        assertThat(shouted(SourceFormat.SRT, srt)).isEqualTo(srt.replace("four", "FOUR"));
    }

    @Test
    void when_aWebVttFileIsTranslated_then_notesStylesAndVoicesStay() {
        String vtt =
                """
                WEBVTT - a title

                STYLE
                ::cue { color: red }

                NOTE this is no speech

                intro
                00:01.000 --> 00:02.000 align:start
                <v Ann Bee>good <c.loud>day</c> to</v>
                <00:01.500>all &amp; you
                """;
        assertThat(shouted(SourceFormat.VTT, vtt))
                .isEqualTo(
                        vtt.replace("good", "GOOD")
                                .replace("day", "DAY")
                                .replace(" to<", " TO<")
                                .replace(">all &amp; you", ">ALL &amp; YOU"));
    }

    @Test
    void when_markdownIsTranslated_then_itsStructureStays() {
        String markdown =
                """
                ---
                title: keep me
                ---
                # a *big* title

                see `npm install` and [the *docs*](https://example.com/a_b "t") or https://x.org/q?a=b,
                then **go on** with it.

                ```sh
                echo hello
                ```

                > quoted words
                > go on

                1. first
                   more
                2. [ ] second ![pic](a.png)

                | head | other |
                |------|:-----:|
                | cell | `code` |

                    indented code

                <div align="center">raw</div>

                hard\\
                break~~gone~~ &nbsp; 5 \\* 3 <b>tag</b> <https://auto.link> [ref][id]

                [id]: https://example.com "ref title"
                """;
        String expected = markdown;
        for (String[] each :
                new String[][] {
                    {"# a *big* title", "# A *BIG* TITLE"},
                    {"see `npm", "SEE `npm"},
                    {"` and [the *docs*]", "` AND [THE *DOCS*]"},
                    {") or https", ") OR https"},
                    {"then **go on** with it.", "THEN **GO ON** WITH IT."},
                    {"quoted words\n> go on", "QUOTED WORDS\n> GO ON"},
                    {"first\n   more", "FIRST\n   MORE"},
                    {"[ ] second", "[ ] SECOND"},
                    {"| head | other |", "| HEAD | OTHER |"},
                    {"| cell |", "| CELL |"},
                    {"hard\\\nbreak~~gone~~", "HARD\\\nBREAK~~GONE~~"},
                    {"<b>tag</b>", "<b>TAG</b>"},
                    {"[ref][id]", "[REF][id]"},
                }) {
            assertThat(expected).contains(each[0]);
            expected = expected.replace(each[0], each[1]);
        }
        assertThat(shouted(SourceFormat.MARKDOWN, markdown)).isEqualTo(expected);
    }

    @Test
    void when_codeHasSpacesAndLineBreaks_then_itStaysWhole() {
        String markdown = "We see ` go  on ` and `the\nrest` here\nand there.\n";
        assertThat(shouted(SourceFormat.MARKDOWN, markdown))
                .isEqualTo("WE SEE ` go  on ` AND `the\nrest` HERE\nAND THERE.\n");
        assertThat(shouted(SourceFormat.MARKDOWN, "*a\nb* c d e f")).isEqualTo("*A\nB* C D E F");
        assertThat(shouted(SourceFormat.MARKDOWN, "\\& &amp; so")).isEqualTo("\\& \\& SO");
    }

    @Test
    void when_aNodeOfMarkdownHasNoPlaceOfItsOwn_then_nothingIsLost() {
        assertThat(shouted(SourceFormat.MARKDOWN, "[a b ](x) c")).isEqualTo("[A B ](x) C");
        assertThat(shouted(SourceFormat.MARKDOWN, "[a<i> ](x)")).startsWith("[A").contains("<i>");
    }

    @Test
    void when_thereIsSpaceInsideATag_then_itStaysThere() {
        String srt = "00:01,0 --> 00:02,0\n<i> go on </i>\n<b>we\n</b>two\n";
        assertThat(shouted(SourceFormat.SRT, srt))
                .isEqualTo("00:01,0 --> 00:02,0\n<i> GO ON </i>\n<b>WE\n</b>TWO\n");
    }

    @Property(tries = 500)
    void when_aTranslationIsTheTextItself_then_soIsTheFile(@ForAll @From("files") String source) {
        for (SourceFormat format :
                List.of(SourceFormat.SRT, SourceFormat.VTT, SourceFormat.MARKDOWN)) {
            Passage passage = passage(format, source);
            String back =
                    passage.with(passage.texts().stream().map(FilePassageTest::same).toList());
            assertThat(letters(back)).as("%s", format).isEqualTo(letters(source));
        }
    }

    @Property(tries = 500)
    void when_nothingIsTranslated_then_theFileIsTheSame(@ForAll @From("files") String source) {
        String digits = source.replaceAll("\\p{L}", "7");
        for (SourceFormat format : SourceFormat.values()) {
            assertThat(passage(format, digits).with(List.of())).isEqualTo(digits);
        }
    }

    @Tag("slow")
    @Test
    void when_aFileIsTenTimesAsLong_then_itTakesAboutTenTimesAsLong() {
        for (String piece :
                List.of(
                        " ",
                        "*",
                        "<i>",
                        "[",
                        "- a\n",
                        "`",
                        "{\\an8}",
                        "a b ",
                        "|a",
                        "> ",
                        "--> ",
                        "00:01,0 --> 00:02,0\na\n",
                        "&amp;",
                        "</i>",
                        "\\",
                        "_a ",
                        "1")) {
            for (SourceFormat format : List.of(SourceFormat.SRT, SourceFormat.MARKDOWN)) {
                String head = format == SourceFormat.SRT ? "00:01,0 --> 00:02,0\n" : "";
                LinearTime.check(
                        head,
                        piece,
                        source -> {
                            var unused = passage(format, source).texts();
                        });
            }
        }
    }

    /**
     * The letters and numbers that are there, in no order. Marks around nothing may go, and where a
     * file writes entities a bare sign may become one.
     */
    private static String letters(String text) {
        return text.replaceAll("&(amp|lt|gt|nbsp);", "")
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(
                        "a",
                        "word ",
                        "\n",
                        "\n\n",
                        "\r\n",
                        "*",
                        "**",
                        "_",
                        " ` ",
                        "```\n",
                        "[",
                        "](x)",
                        "<i>",
                        "</i>",
                        "<",
                        "&",
                        "&amp;",
                        "{\\i1}",
                        "- ",
                        "> ",
                        "# ",
                        "| ",
                        "|--|\n",
                        "\\",
                        "~~",
                        "00:01,000 --> 00:02,000\n",
                        "1\n",
                        "    ",
                        "\u00e4",
                        "\ud83d\ude00",
                        "<b>",
                        "</b>",
                        "!",
                        "https://a.b/c_d ",
                        ".",
                        "---\n",
                        "1. ",
                        "\t",
                        "\u0301",
                        "<!-- ",
                        " -->",
                        "<00:01>")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}

package dev.limelight.pipeline.text.markup.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkdownFileTest {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private static final String[] PIECES = {
        "The cat sat. ",
        "It ran",
        "a",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "*",
        "**",
        "_",
        "`",
        "``",
        "```\n",
        "~~",
        "~~~\n",
        "[",
        "]",
        "](x)",
        "](<a b> \"t\")",
        "![",
        "<i>",
        "</i>",
        "<",
        ">",
        "&",
        "&amp;",
        "&copy;",
        "&#32;",
        "- ",
        "1. ",
        "> ",
        "# ",
        "| ",
        "|--|--|\n",
        "\\",
        "\\*",
        "\\\n",
        "  \n",
        "---\n",
        "===\n",
        "    ",
        "<!-- ",
        " -->",
        "<div>\n",
        "</div>\n",
        "[^1]",
        "[a]: b\n",
        "https://a.b/c_d ",
        "<https://a.b>",
        "\u00e4",
        "\ud83d\ude00",
        "\u0301",
        "\u00a0",
        "\u2028",
        "\u0000",
        "漢字。",
        "!",
        ".",
        ":"
    };

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @Test
    void when_blocksAreOfAKind_then_theirRunsSayIt() {
        String markdown =
                """
                ---
                title: Not read
                ---
                # A *bridge* closes

                [![badge](b.svg)](https://x.org) [Docs](docs.md)

                It was `closed` on
                Tuesday.

                - one [item](x)
                - two

                ```
                not.read();
                ```

                | head |
                |------|
                | cell |
                """;
        assertThat(SourceFormat.MARKDOWN.parse(markdown).runs())
                .extracting(run -> run.role() + " " + run.text())
                .containsExactly(
                        "HEADING A bridge closes",
                        "FRAME badge Docs",
                        "TEXT It was closed on Tuesday.",
                        "ITEM one item",
                        "ITEM two",
                        "ITEM head",
                        "ITEM cell");
    }

    @Test
    void when_wordsHaveMarks_then_theirPlacesAreTheSources() {
        String markdown = "> We \\* **go &amp; on**\n> `to x` [it](y).";
        MarkupRun run = SourceFormat.MARKDOWN.parse(markdown).runs().get(0);
        assertThat(run.text()).isEqualTo("We * go & on to x it.");
        assertThat(slice(markdown, run, "*")).isEqualTo("\\*");
        assertThat(slice(markdown, run, "go & on")).isEqualTo("go &amp; on");
        assertThat(slice(markdown, run, "on to x it")).isEqualTo("on**\n> `to x` [it");
        assertThat(slice(markdown, run, "x")).isEqualTo("x");
    }

    @Test
    void when_aByteOrderMarkIsInFront_then_theFirstLineIsWhatItIs() {
        Markup file = SourceFormat.MARKDOWN.parse("\ufeff# The cat\n");
        assertThat(file.runs()).extracting(MarkupRun::start).containsExactly(3);
        assertThat(SourceFormat.MARKDOWN.parse("\ufeff---\ntitle: a\n---\n").runs()).isEmpty();
    }

    @Test
    void when_aSentenceIsTranslated_then_itsPlacesAreThoseOfTheWords() {
        MarkupRun run = SourceFormat.MARKDOWN.parse("see **the cat** now").runs().get(0);
        TranslatedRun marked = run.markUp("SEE THE CAT NOW", pairs(run.text()));
        assertThat(marked.text()).isEqualTo("SEE **THE CAT** NOW");
        int cat = "SEE THE ".length();
        assertThat(marked.text().substring(marked.from(cat), marked.upTo(cat + 3)))
                .isEqualTo("CAT");
    }

    @Property(tries = 2000)
    void when_aTranslationIsTheTextItself_then_theFileIsTheSame(@ForAll("files") String source) {
        Markup file = SourceFormat.MARKDOWN.parse(source);
        assertThat(file.with(file.runs().stream().map(MarkupRun::itself).toList()))
                .isEqualTo(source);
        List<TranslatedRun> marked = new ArrayList<>();
        for (MarkupRun run : file.runs()) {
            marked.add(run.markUp(run.text(), pairs(run.text())));
        }
        assertThat(file.with(marked)).isEqualTo(source);
    }

    @Property(tries = 2000)
    void when_filesAreHostile_then_everyUnitHasItsPlace(@ForAll("files") String source) {
        int reached = 0;
        for (MarkupRun run : SourceFormat.MARKDOWN.parse(source).runs()) {
            assertThat(run.start()).isGreaterThanOrEqualTo(reached);
            reached = run.start();
            for (int i = 0; i < run.text().length(); i++) {
                checkUnit(source, run, i, reached);
                reached = run.originStart(i);
            }
            assertThat(run.end()).isGreaterThan(run.start()).isLessThanOrEqualTo(source.length());
            reached = run.end();
        }
    }

    /** A unit stands for itself, for an entity, an escape or white space, or is in code. */
    private static void checkUnit(String source, MarkupRun run, int unit, int reached) {
        int start = run.originStart(unit);
        int end = run.originEnd(unit + 1);
        assertThat(start).isGreaterThanOrEqualTo(reached);
        assertThat(end).isGreaterThan(start).isLessThanOrEqualTo(run.end());
        String slice = source.substring(start, end);
        boolean isWhole = run.isWholeAt(unit) || run.isWholeAt(unit + 1) || run.isKept();
        if (Character.isLetter(run.text().charAt(unit)) && !isWhole && !slice.startsWith("&")) {
            assertThat(slice).contains(String.valueOf(run.text().charAt(unit)));
        }
    }

    @Property(tries = 1000)
    void when_wordsAreShouted_then_everyTargetUnitHasItsPlace(@ForAll("files") String source) {
        for (MarkupRun run : SourceFormat.MARKDOWN.parse(source).runs()) {
            String shouted = run.text().toUpperCase(Locale.ROOT) + " !";
            TranslatedRun marked = run.markUp(shouted, pairs(run.text()));
            int reached = 0;
            for (int i = 0; i < marked.starts().length; i++) {
                assertThat(marked.starts()[i]).isGreaterThanOrEqualTo(reached);
                reached = marked.starts()[i];
                assertThat(marked.ends()[i])
                        .isGreaterThanOrEqualTo(reached)
                        .isLessThanOrEqualTo(marked.text().length());
            }
        }
    }

    @Provide
    Arbitrary<List<String>> blocks() {
        return Arbitraries.of(
                        "# the [cat](#c) `sat.x`",
                        "see `the  cat` and [it](https://a.b/c_d \"t\")\nor ![pic](a.png) now",
                        "- one **of `x.y` two**\n- [ ] two <https://auto.link>",
                        "> quoted *words `go`*\n> and on",
                        "```sh\necho hello\n```",
                        "    indented code",
                        "| a | `b` |\n|---|-----|\n| c | d |",
                        "<div>raw</div>",
                        "[id]: https://example.com \"ref title\"")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 300)
    void when_wordsAreShouted_then_codeAndLinksStay(@ForAll("blocks") List<String> blocks) {
        String source = "---\ntitle: keep\n---\n" + String.join("\n\n", blocks) + "\n";
        Markup file = SourceFormat.MARKDOWN.parse(source);
        List<TranslatedRun> marked = new ArrayList<>();
        for (MarkupRun run : file.runs()) {
            marked.add(run.markUp(run.text().toUpperCase(Locale.ROOT), pairs(run.text())));
        }
        String result = file.with(marked);
        assertThat(result).isEqualToIgnoringCase(source).startsWith("---\ntitle: keep\n---\n");
        Matcher kept =
                Pattern.compile("`[^`\n]+`|\\]\\([^)]*\\)|echo hello|<[^>]*>|\\[id\\]: .*")
                        .matcher(source);
        while (kept.find()) {
            assertThat(result).contains(kept.group());
        }
    }

    private static String slice(String source, MarkupRun run, String words) {
        int at = run.text().indexOf(words);
        return source.substring(run.originStart(at), run.originEnd(at + words.length()));
    }

    private static List<WordPair> pairs(String text) {
        List<WordPair> pairs = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            pairs.add(new WordPair(word.start(), word.end(), word.start(), word.end(), 1));
        }
        return pairs;
    }
}

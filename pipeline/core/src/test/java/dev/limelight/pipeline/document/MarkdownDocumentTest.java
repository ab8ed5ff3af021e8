package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown in the document stage, and translated. */
class MarkdownDocumentTest {

    private static final String GUIDE =
            """
            ---
            title: Backups
            ---
            # The backup

            [Install](#install)

            Run `tool.sh --all` each *day. It* takes
            [an hour](https://a.b/c_d).

            1. the first
            2. the second

            ```sh
            rm -rf copies
            ```
            """;

    @Test
    void when_markdownIsRead_then_sentencesAreTextAndSayWhatTheyAre() {
        Document document = document(GUIDE);
        assertThat(document.format()).isEqualTo(SourceFormat.MARKDOWN);
        assertThat(document.sentences())
                .extracting(
                        each ->
                                each.kind()
                                        + " "
                                        + document.text().substring(each.start(), each.end()))
                .containsExactly(
                        "HEADING The backup",
                        "FRAME Install",
                        "PROSE Run tool.sh --all each day.",
                        "PROSE It takes an hour.",
                        "LIST_ITEM the first",
                        "LIST_ITEM the second");
    }

    @Test
    void when_markdownIsTranslated_then_codeLinksAndStructureStay() {
        try (var model = new WordByWord(200)) {
            String text =
                    new DocumentTranslator(model, TranslateSettings.DEFAULT)
                            .translate(document(GUIDE), "de")
                            .text();
            assertThat(text)
                    .startsWith("---\ntitle: Backups\n---\n# ")
                    .contains(
                            "`tool.sh --all`", "](https://a.b/c_d).", "1. theen firsten\n2. theen")
                    .endsWith("\n```sh\nrm -rf copies\n```\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\ncode\n```",
                "---\ntitle: a\n---\n",
                "![](a.png)",
                "<div>\nraw\n</div>",
                "[id]: https://example.com"
            })
    void when_thereIsNothingToRead_then_itIsRefusedInWords(String markdown) {
        List<Rejection> rejections = Pages.parsed(markdown, "text/markdown").rejections();
        assertThat(rejections)
                .extracting(rejection -> rejection.failure().error())
                .containsExactly(
                        "the Markdown has no text, expected some outside of its code, links and"
                                + " front matter");
    }

    private static Document document(String markdown) {
        return Objects.requireNonNull(Pages.parsed(markdown, "text/markdown").document());
    }
}

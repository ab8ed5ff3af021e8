package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`a. B`](?a=1 \"t. U\") The cat sat.",
                "`B`](?a=1 The cat sat.",
                "`B`-a The cat sat.",
                "`B`a=1 The cat sat.",
                "a=1(`B`) The cat sat."
            })
    void when_wordsBesideCodeLookAtIt_then_theyAreNotSwallowed(String source) {
        Document document =
                Objects.requireNonNull(Pages.parsed(source, "text/markdown").document());
        try (var model = new WordByWord(200, word -> word.equals("cat") ? "dog" : word)) {
            var translator = new DocumentTranslator(model, TranslateSettings.DEFAULT);
            assertThat(translator.translate(document, "de").text())
                    .isEqualTo(source.replace("cat", "dog"));
        }
    }
}

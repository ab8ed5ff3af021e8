package dev.limelight.pipeline.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * M2M100 without a list of languages: transformers shows {@code __de__}, a translation must not.
 */
@Tag("slow")
class ShownLanguageTest {

    private static final String TEXT = "The band played.";
    private static final Path MODEL =
            Path.of("..", "..", "test-data", "optimum", "m2m100-no-language-list");

    @Test
    void when_theTokenizerShowsTheLanguage_then_theTranslationDoesNot() {
        try (Seq2SeqClient client =
                EmbeddedModels.openSeq2Seq(Seq2SeqOptions.of(MODEL.toString()))) {
            String generated =
                    client.generate(GenerateRequest.of(TEXT).withLanguages("en", "de"))
                            .join()
                            .best()
                            .text();
            Translation translation =
                    new DocumentTranslator(client, TranslateSettings.DEFAULT)
                            .translate(Documents.english(TEXT), "de");
            assertThat(generated).startsWith("__de__");
            assertThat(List.of(translation.text()))
                    .noneMatch(text -> text.contains("__de__"))
                    .noneMatch(String::isBlank);
        }
    }
}

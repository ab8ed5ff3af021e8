package dev.limelight.modelserver.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models whose languages only their tokenizers know translate like any other. */
@Tag("slow")
class ServedMultilingualTest {

    private static final Path DATA = Path.of("..", "..", "test-data");

    @ParameterizedTest
    @CsvSource({
        "optimum/m2m100-no-language-list, en, de, 100",
        "optimum/mbart50-sentencepiece-only, en, de, 52",
        "seq2seq/m2m100-merged, en, zh-Hant, 5",
        "seq2seq/m2m100-merged, zh-Hans, en, 5",
        "seq2seq/marian-merged, en, zh-Hans, 1"
    })
    void when_aTokenizerKnowsLanguages_then_theyAreServed(
            String model, String source, String target, int sources) {
        TranslationBundle bundle = TranslationBundle.read(DATA.resolve(model));
        try (ServedModels served = ServedModels.open(List.of(bundle))) {
            TextTranslator translator = Objects.requireNonNull(served.services().translator());
            Map<String, SourceLanguage> languages =
                    translator.languages().stream()
                            .collect(Collectors.toMap(SourceLanguage::code, Function.identity()));
            assertThat(languages).hasSize(sources);
            assertThat(languages.get(source).targets()).contains(target).doesNotContain(source);
            assertThat(translated(translator, source, target)).doesNotContain("__");
        }
    }

    private static String translated(TextTranslator translator, String source, String target) {
        var request =
                new TranslateRequest(
                        "x", "The band played.", source, target, Duration.ofSeconds(60));
        return translator.translate(List.of(request), new Cancellation()).get(0).text();
    }
}

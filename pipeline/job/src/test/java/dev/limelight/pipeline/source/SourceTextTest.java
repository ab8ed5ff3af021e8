package dev.limelight.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.sink.SummaryRecords;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markup is taken apart once where it is read, and once where a result is written. */
@Tag("slow")
class SourceTextTest {

    @ParameterizedTest
    @CsvSource({
        "text/html, <p>The <b>bridge</b> is old. It is closed.</p>",
        "text/markdown, The **bridge** is old. It is closed."
    })
    void when_aDocumentIsSummarized_then_itIsTakenApartTwice(String type, String source) {
        long before = MarkupSource.made();
        Document document = Objects.requireNonNull(Pages.parsed(source, type).document());
        assertThat(MarkupSource.made() - before).isEqualTo(1);

        Summary summary = summary(document);
        assertThat(MarkupSource.made() - before).isEqualTo(1);

        var records = new SummaryRecords(summary);
        assertThat(records.summary(0).sentences().get(0).text()).contains("bridge");
        assertThat(records.salience().words()).isNotEmpty();
        assertThat(MarkupSource.made() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"text/html, <p>the <b>cat</b> sat</p>", "text/markdown, the **cat** sat"})
    void when_aDocumentIsTranslated_then_itIsTakenApartTwice(String type, String source) {
        long before = MarkupSource.made();
        Document document = Objects.requireNonNull(Pages.parsed(source, type).document());
        try (var model = new WordByWord(200)) {
            Translation translation =
                    new DocumentTranslator(model, TranslateSettings.DEFAULT)
                            .translate(document, "de");
            assertThat(TranslationRecords.translation(translation, 0).text()).contains("caten");
            assertThat(TranslationRecords.salience(translation).words()).isNotEmpty();
        }
        assertThat(MarkupSource.made() - before).isEqualTo(2);
    }

    @Test
    void when_textIsPlain_then_nothingIsTakenApart() {
        long before = MarkupSource.made();
        Document document =
                Objects.requireNonNull(Pages.parsed("a **b**", "text/plain").document());
        assertThat(document.source().text()).isEqualTo("a **b**");
        assertThat(MarkupSource.made()).isEqualTo(before);
    }

    private static Summary summary(Document document) {
        SalienceMethod method = SalienceMethods.ofDefaultEncoder().named(SalienceMethods.DEFAULT);
        EncoderOptions options = EncoderOptions.defaults().withTaps(method.taps());
        try (var pipeline = DirectPipeline.open(options, 64, method.rollout())) {
            Salience salience = SalienceScorer.score(method, pipeline.read(document));
            return ExtractiveSummarizer.summarize(
                    salience, new SummaryLength(1, false), Prior.POSITION);
        }
    }
}

package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.ScoredSpan;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.sink.TranslationRecords;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameLanguageTest {

    @Test
    void when_aTextIsInTheTargetLanguage_then_itsTranslationIsItself() {
        String text = "  Die Brücke 😀 ist zu.\n\nSie ist alt. ";
        TranslationRecord record = record(Documents.of("d", "de", text));

        assertThat(record.text()).isEqualTo(text);
        assertThat(record.source()).isEqualTo("de");
        assertThat(record.target()).isEqualTo("de-AT");
        assertThat(record.flags()).containsExactly("same-language");
        assertThat(record.coverage()).isEqualTo(1);
        assertThat(record.model().id()).isEqualTo("none");
        assertThat(record.segments())
                .extracting(TranslationSegment::text)
                .containsExactly("Die Brücke 😀 ist zu.", "Sie ist alt.");
        TranslationSegment second = record.segments().get(1);
        assertThat(second.targetStart()).isEqualTo(second.sourceStart()).isEqualTo(24);
        assertThat(second.targetEnd()).isEqualTo(second.sourceEnd()).isEqualTo(36);
        assertThat(second.logProbability()).isZero();
        assertThat(second.alignment())
                .containsExactly(
                        new AlignmentLink(24, 27, 0, 3, 1),
                        new AlignmentLink(28, 31, 4, 7, 1),
                        new AlignmentLink(32, 35, 8, 11, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sie ist alt. ... Und neu.", "12.", "!?", "Wort", "a\n\n😀\n\nb c d"})
    void when_noModelReads_then_theSharesAreEqualAndSumToOne(String text) {
        Translation translation = SameLanguage.translate(Documents.of("d", "de", text), "de");
        SalienceRecord salience = TranslationRecords.salience(translation);

        assertThat(salience.method()).isEqualTo("uniform");
        assertThat(salience.model()).isEqualTo(SameLanguage.NO_MODEL);
        assertThat(salience.sentences()).hasSameSizeAs(translation.segments());
        for (List<ScoredSpan> spans : List.of(salience.sentences(), salience.words())) {
            assertThat(spans).isNotEmpty();
            assertThat(spans.stream().mapToDouble(ScoredSpan::score).sum())
                    .isCloseTo(1, within(1e-6));
        }
        assertThat(salience.words())
                .extracting(ScoredSpan::score)
                .containsOnly(salience.words().get(0).score());
    }

    @Provide
    Arbitrary<String> pages() {
        return Pages.any();
    }

    /** Not a tag moves, whatever somebody calls a page. */
    @Property(tries = 1000)
    void when_aPageIsInTheTargetLanguage_then_itStaysByteForByte(@ForAll("pages") String html) {
        Document document = Pages.parsed(html).document();
        if (document == null) {
            return;
        }
        Translation translation = SameLanguage.translate(document, "en-GB");
        MarkupTranslationTest.check(translation, html);
        TranslationRecord record =
                TranslationRecords.translation(translation, System.currentTimeMillis());

        assertThat(record.text()).isEqualTo(html);
        assertThat(record.segments())
                .allSatisfy(
                        segment -> {
                            assertThat(segment.targetStart()).isEqualTo(segment.sourceStart());
                            assertThat(segment.targetEnd()).isEqualTo(segment.sourceEnd());
                        });
    }

    private static TranslationRecord record(Document document) {
        return TranslationRecords.translation(
                SameLanguage.translate(document, "de-AT"), System.currentTimeMillis());
    }
}

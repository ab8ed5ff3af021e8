package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.translate.fragment.Link;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PivotTranslatorTest {

    private static final UnaryOperator<String> SAME = UnaryOperator.identity();

    @Test
    void when_thereAreTwoPasses_then_textAndOffsetsGoThroughBoth() {
        Translation chain =
                translated(
                        Documents.english("the cat.\n\n- 🐕 see `it` now"),
                        SAME,
                        WordByWord::lengthened);
        assertThat(chain.text())
                .isEqualTo("theen cat..\n\n- 🐕 seeen `it` nowen".replace("..", "."));
        assertThat(pairs(chain))
                .containsExactly("the=theen", "cat=cat", "see=seeen", "`it`=`it`", "now=nowen");
        assertThat(chain.target()).isEqualTo("fr");
        assertThat(chain.document().language()).isEqualTo("en");
        assertThat(chain.model().id()).isEqualTo("word-by-word+word-by-word");
        assertThat(chain.model().revision()).isEqualTo("1+1");
        assertThat(chain.flags()).contains(Flag.PIVOT, Flag.COPIED);
        assertThat(chain.segments().get(0).logProbability()).isCloseTo(-0.2, within(1e-6));
        assertThat(chain.quality().get(Metric.LOG_PROBABILITY)).isCloseTo(-0.2, within(1e-6));
        checkLight(chain);
    }

    @Test
    void when_oneWordBecomesTwoAndThoseOneEach_then_bothStandForIt() {
        Translation chain =
                translated(
                        Documents.english("a catdog"),
                        word -> word.equals("catdog") ? "cat dog" : word,
                        WordByWord::lengthened);
        assertThat(chain.text()).isEqualTo("aen caten dogen");
        assertThat(pairs(chain)).containsExactly("a=aen", "catdog=caten", "catdog=dogen");
    }

    @Test
    void when_aPassHasAFlag_then_theChainHasIt() {
        Document document = Documents.english("the 3 cats sat here now");
        assertThat(translated(document, word -> "so so so so", SAME).flags())
                .contains(Flag.REPETITION, Flag.NUMBERS_DIFFER);
        assertThat(translated(document, SAME, word -> "so so so so").segments().get(0).flags())
                .contains(Flag.REPETITION, Flag.NUMBERS_DIFFER);
    }

    @Test
    void when_aPassWritesNothing_then_theSentenceKeepsItsPlace() {
        Translation chain =
                translated(
                        Documents.english("gone gone.\n\nthe cat"),
                        word -> word.startsWith("gone") ? "" : word,
                        WordByWord::lengthened);
        assertThat(chain.segments()).hasSize(2);
        assertThat(chain.segments().get(0).text()).isBlank();
        assertThat(chain.segments().get(1).text()).isEqualTo("theen caten");
        checkLight(chain);
    }

    @Test
    void when_documentIsAPage_then_itsElementsGoThroughBoth() {
        Document page =
                Objects.requireNonNull(Pages.parsed("<p>see <b>the cat</b> now</p>").document());
        Translation chain = translated(page, WordByWord::lengthened, WordByWord::lengthened);
        assertThat(chain.text()).isEqualTo("<p>seeenen <b>theenen catenen</b> nowenen</p>");
        MarkupTranslationTest.check(chain, "<p>see <b>the cat</b> now</p>");
    }

    private static Translation translated(
            Document document, UnaryOperator<String> into, UnaryOperator<String> out) {
        try (var first = new WordByWord(200, into);
                var second = new WordByWord(200, out)) {
            var settings = TranslateSettings.DEFAULT;
            return new PivotTranslator(
                            new DocumentTranslator(first, settings),
                            "de",
                            new DocumentTranslator(second, settings))
                    .translations(document, "fr", sentences -> {})
                    .best();
        }
    }

    private static List<String> pairs(Translation chain) {
        List<String> pairs = new ArrayList<>();
        for (Segment segment : chain.segments()) {
            for (Link link : segment.links()) {
                assertThat(link.weight()).isPositive().isLessThanOrEqualTo(1);
                pairs.add(
                        chain.document().text().substring(link.sourceStart(), link.sourceEnd())
                                + "="
                                + segment.text().substring(link.targetStart(), link.targetEnd()));
            }
        }
        return pairs;
    }

    private static void checkLight(Translation chain) {
        assertThat(Arrays.stream(chain.scores()).sum()).isCloseTo(1, within(1e-6));
        assertThat(chain.words().stream().mapToDouble(ScoredWord::score).sum())
                .isCloseTo(1, within(1e-6));
    }
}

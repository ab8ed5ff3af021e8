package dev.limelight.pipeline.summarize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The shape of the priors; their weights are measured, not tested. */
class PriorTest {

    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    private static final Document DOCUMENT =
            Documents.english("It rains. We propose an umbrella. Nobody listens. It is late.");

    @Test
    void when_aSentenceCannotBeChosen_then_itTakesNoPlace() {
        double[] prior = Prior.POSITION.of(DOCUMENT, DocumentKind.NEWS, List.of(1, 3));
        assertThat(prior[0]).isZero();
        assertThat(prior[1]).isEqualTo(2 * prior[3]);
    }

    @ParameterizedTest
    @EnumSource
    void when_thereIsNoPrior_then_allSentencesAreAlike(DocumentKind kind) {
        assertThat(Prior.NONE.of(DOCUMENT, kind, ALL)).containsExactly(0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void when_aSentenceIsLater_then_itsPlaceNeverSpeaksForIt(DocumentKind kind) {
        double[] prior = Prior.POSITION.of(DOCUMENT, kind, ALL);
        for (int i = 1; i < prior.length; i++) {
            assertThat(prior[i]).isBetween(0.0, prior[i - 1]);
        }
    }

    @Test
    void when_kindsDiffer_then_placeSaysMostInNewsAndLeastInPapers() {
        double news = Prior.POSITION.of(DOCUMENT, DocumentKind.NEWS, ALL)[0];
        double other = Prior.POSITION.of(DOCUMENT, DocumentKind.OTHER, ALL)[0];
        double paper = Prior.POSITION.of(DOCUMENT, DocumentKind.PAPER, ALL)[0];
        assertThat(news).isGreaterThan(other);
        assertThat(other).isGreaterThan(paper);
    }

    @Test
    void when_aSentenceAnnounces_then_itGainsInPapersOnly() {
        double[] paper = Prior.POSITION_AND_CUES.of(DOCUMENT, DocumentKind.PAPER, ALL);
        assertThat(paper[1]).isGreaterThan(paper[0]);
        for (DocumentKind kind : new DocumentKind[] {DocumentKind.NEWS, DocumentKind.OTHER}) {
            assertThat(Prior.POSITION_AND_CUES.of(DOCUMENT, kind, ALL))
                    .containsExactly(Prior.POSITION.of(DOCUMENT, kind, ALL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none, NONE",
        "position, POSITION",
        "position-and-cues, POSITION_AND_CUES",
        "Position, POSITION"
    })
    void when_aPriorIsNamed_then_itIsFound(String name, Prior prior) {
        assertThat(Prior.named(name)).isEqualTo(prior);
    }

    @Test
    void when_aPriorIsUnknown_then_itIsRefused() {
        assertThatThrownBy(() -> Prior.named("lead")).isInstanceOf(IllegalArgumentException.class);
    }
}

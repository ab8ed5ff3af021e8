package dev.limelight.pipeline.guard.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With vectors that say whether a sentence is about the harbour: the arithmetic, not a model. */
class OffTopicDetectorTest {

    private static final SentenceVectors HARBOUR =
            sentences ->
                    sentences.stream()
                            .map(each -> each.contains("harbour"))
                            .map(is -> is ? new double[] {1, 0} : new double[] {0, 1})
                            .toArray(double[][]::new);

    private static final String STRANGER = "Our new kitchen oven bakes perfect golden bread.";

    private static final String TEXT =
            "The harbour was closed to ships on Monday. The harbour master said that ships must"
                    + " wait outside. Ships that wait outside pay the harbour nothing. Nobody at"
                    + " the harbour knows when ships may come. "
                    + STRANGER
                    + " The harbour will open when the storm has gone.";

    @Test
    void when_sentenceIsLikeNoOther_then_itScoresHighest() {
        Document document = Documents.english(TEXT);
        Suspicion top = highest(inspect(document));
        assertThat(document.text().substring(top.start(), top.end())).isEqualTo(STRANGER);
        assertThat(top.reason()).startsWith("similarity 0.00 to the nearest three sentences");
    }

    @Test
    void when_documentIsShort_then_nothingIsJudged() {
        assertThat(inspect(Documents.english("The harbour is closed today for ships. " + STRANGER)))
                .isEmpty();
    }

    @Test
    void when_sentenceIsShort_then_itIsNotJudged() {
        Document document = Documents.english(TEXT.replace(STRANGER, "Bread!"));
        assertThat(inspect(document)).hasSize(5);
    }

    @Test
    void when_allSentencesAreAlike_then_noneScoresAsTheStrangerDid() {
        double stranger = highest(inspect(Documents.english(TEXT))).score();
        Document alike = Documents.english(TEXT.replace(STRANGER, "A harbour has many piers."));
        assertThat(inspect(alike)).hasSize(6).allMatch(each -> each.score() < stranger);
    }

    private static Suspicion highest(List<Suspicion> suspicions) {
        return suspicions.stream().max(Comparator.comparingDouble(Suspicion::score)).orElseThrow();
    }

    private static List<Suspicion> inspect(Document document) {
        return new OffTopicDetector().inspect(new Inspected(document, HARBOUR));
    }
}

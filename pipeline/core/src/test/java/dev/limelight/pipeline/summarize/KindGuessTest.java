package dev.limelight.pipeline.summarize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.NewsArticle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindGuessTest {

    /** All documents but these are {@link DocumentKind#OTHER}. */
    private static final Map<String, DocumentKind> KINDS =
            Map.of(
                    "abstract-wall-lichen", DocumentKind.PAPER,
                    "harbour-bridge-closure", DocumentKind.NEWS,
                    "seaside-heat-network-vote", DocumentKind.NEWS,
                    "nachricht-hallenbad-saniert", DocumentKind.NEWS,
                    "pressemitteilung-waermespeicher", DocumentKind.NEWS);

    /** Of 35; raise it with the guess. */
    private static final int LEAST_RIGHT = 26;

    private record Guess(String id, DocumentKind expected, DocumentKind actual) {

        boolean right() {
            return expected == actual;
        }
    }

    @Test
    void when_documentsAreTheTestDocuments_then_mostAreToldApart() {
        List<Guess> wrong = guesses().stream().filter(guess -> !guess.right()).toList();
        assertThat(guesses()).hasSize(35);
        assertThat(wrong).hasSizeLessThanOrEqualTo(35 - LEAST_RIGHT);
    }

    @Test
    void when_aDocumentIsNoPaper_then_itIsNotTakenForOne() {
        assertThat(guesses())
                .filteredOn(guess -> guess.actual() == DocumentKind.PAPER)
                .allMatch(Guess::right);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PAPER | We propose a lamp. It is bright. Experiments agree.",
                "PAPER | In this paper we show that lamps shine. They do.",
                "PAPER | In dieser Arbeit geht es um Lampen. Sie leuchten.",
                "NEWS | The lamp fell, police said on Monday. Nobody was hurt.",
                "NEWS | Die Lampe fiel um, sagte die Polizei. Niemand wurde verletzt.",
                "OTHER | The lamp is bright. I like it a lot."
            })
    void when_aDocumentSaysWhatItIs_then_theKindFollows(DocumentKind kind, String text) {
        assertThat(KindGuess.of(Documents.english(text))).isEqualTo(kind);
    }

    private static List<Guess> guesses() {
        List<Guess> guesses = new ArrayList<>();
        for (GoldDocument gold : GoldDocument.all()) {
            DocumentKind expected = KINDS.getOrDefault(gold.id(), DocumentKind.OTHER);
            guesses.add(guess(Documents.of(gold), expected));
        }
        for (NewsArticle article : NewsArticle.all()) {
            // A feature opens with a scene, so its gist does not come first.
            boolean feature = article.kind().equals("feature");
            Document document = Documents.of(article.id(), article.language(), article.text());
            guesses.add(guess(document, feature ? DocumentKind.OTHER : DocumentKind.NEWS));
        }
        return guesses;
    }

    private static Guess guess(Document document, DocumentKind expected) {
        return new Guess(document.id(), expected, KindGuess.of(document));
    }
}

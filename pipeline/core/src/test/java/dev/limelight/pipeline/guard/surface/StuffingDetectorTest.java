package dev.limelight.pipeline.guard.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StuffingDetectorTest {

    private static final double HIGH = 0.5;

    @Test
    void when_keywordsAreStuffed_then_theirSentenceScoresHigh() {
        String stuffed = "Cheap loans loans cheap loans best cheap loans best loans cheap best.";
        Document document =
                Documents.english("The council met on Monday. " + stuffed + " It went home late.");
        List<Suspicion> high =
                inspect(document).stream().filter(each -> each.score() >= HIGH).toList();
        assertThat(high).hasSize(1);
        Suspicion only = high.get(0);
        assertThat(document.text().substring(only.start(), only.end()) + ".").isEqualTo(stuffed);
        assertThat(only.reason()).isEqualTo("75 % of 12 words in a row repeat others");
    }

    @Test
    void when_wordsRepeatInTheMiddleOfLongSentence_then_theWorstWindowIsTheSpan() {
        String sentence = distinct(60) + " " + "lamp ".repeat(30) + distinct(60) + ".";
        Suspicion only = inspect(Documents.english(sentence)).get(0);
        assertThat(only.score()).isGreaterThan(0.9);
        assertThat(sentence.substring(only.start(), only.end())).matches("(lamp ?)+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "He said that he would come when the others had gone, and that he would stay.",
                "Row, row, row your boat.",
                "Levels were 3.10 m at 0.64 km, 2.41 m at 1.5 km, 1.86 m at 2.2 km, 1.07 m at 4.0 km.",
                "1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2",
                "我们在昨天晚上一起去了城里新开的图书馆，并且借了几本有意思的书回家。",
            })
    void when_proseRepeatsAsProseDoes_then_scoresAreLow(String text) {
        assertThat(inspect(Documents.english(text))).allMatch(each -> each.score() < HIGH);
    }

    private static String distinct(int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append((char) ('a' + i % 26)).append((char) ('a' + i / 26)).append("word ");
        }
        return text.toString().strip();
    }

    private static List<Suspicion> inspect(Document document) {
        return new StuffingDetector().inspect(new Inspected(document, null));
    }
}

package dev.limelight.pipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.summarize.heads.Erasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {

    @Test
    void when_aSentenceIsTakenOut_then_theOthersAreWhole(@TempDir Path folder) throws IOException {
        Document document = document(folder, "[\"One is.\",\"Two are.\",\"Three may.\"]");
        assertThat(sentences(Erasure.without(document, 0)))
                .containsExactly("Two are.", "Three may.");
        assertThat(sentences(Erasure.without(document, 1)))
                .containsExactly("One is.", "Three may.");
        assertThat(sentences(Erasure.without(document, 2))).containsExactly("One is.", "Two are.");
        assertThat(Erasure.without(document, 1).text()).isEqualTo("One is. Three may.");
    }

    @Test
    void when_valuesAreCorrelated_then_ranksCountAndNotValues() {
        assertThat(Erasure.rankCorrelation(new double[] {1, 2, 3}, new double[] {1, 10, 11}))
                .isCloseTo(1, within(1e-12));
        assertThat(Erasure.rankCorrelation(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
                .isCloseTo(-1, within(1e-12));
        assertThat(Erasure.rankCorrelation(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
                .isCloseTo(3 / Math.sqrt(10), within(1e-12));
        assertThat(Erasure.rankCorrelation(new double[] {1, 1}, new double[] {1, 2})).isZero();
    }

    private static Document document(Path folder, String source) throws IOException {
        Path data = folder.resolve("data.jsonl");
        Files.writeString(data, "{\"source\":" + source + ",\"target\":\"x\"}\n");
        return ReferenceDocument.read(data, 0).get(0).document();
    }

    private static List<String> sentences(Document document) {
        return document.sentences().stream().map(s -> slice(document, s)).toList();
    }

    private static String slice(Document document, Sentence sentence) {
        return document.text().substring(sentence.start(), sentence.end());
    }
}

package dev.limelight.pipeline.salience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.summarize.DirectPipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way from text to light, against test-data/scripts/salience_golden.py. */
@Tag("slow")
class SalienceGoldenTest {

    private static final Path FILE = Path.of("..", "..", "test-data", "golden", "salience.json");
    private static final double CLOSE = 1e-4;

    private static final SalienceMethods METHODS = SalienceMethods.ofDefaultEncoder();

    private static DirectPipeline pipeline;

    record Golden(
            String document,
            int[][] sentences,
            List<Integer> chunks,
            Map<String, double[]> raw,
            Map<String, double[]> scores) {

        @Override
        public String toString() {
            return document;
        }
    }

    static Stream<Golden> goldens() throws IOException {
        return Stream.of(new ObjectMapper().readValue(FILE.toFile(), Golden[].class));
    }

    @BeforeAll
    static void open() {
        List<AttentionTap> taps = METHODS.taps();
        pipeline = DirectPipeline.open(EncoderOptions.defaults().withTaps(taps), 256, true);
    }

    @AfterAll
    static void close() {
        pipeline.close();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void when_aMethodScoresADocument_then_scoresAreThoseOfTheReference(Golden golden) {
        Document document = document(golden);
        assertThat(spans(document)).isDeepEqualTo(golden.sentences());
        Assembled assembled = pipeline.read(document);
        assertThat(assembled.results())
                .extracting(reading -> reading.parts().size())
                .isEqualTo(golden.chunks());
        assertThat(golden.scores()).hasSize(METHODS.all().size() - 1);
        golden.scores().keySet().forEach(name -> check(golden, name, assembled));
    }

    private static void check(Golden golden, String name, Assembled assembled) {
        SalienceMethod method = METHODS.named(name);
        assertClose(method, method.scorer().score(new SentenceFeatures(assembled)), golden.raw());
        assertClose(method, SalienceScorer.score(method, assembled).scores(), golden.scores());
    }

    private static void assertClose(
            SalienceMethod method, double[] actual, Map<String, double[]> expected) {
        assertThat(actual)
                .as(method.name())
                .containsExactly(expected.get(method.name()), within(CLOSE));
    }

    private static int[][] spans(Document document) {
        return document.sentences().stream()
                .map(sentence -> new int[] {sentence.start(), sentence.end()})
                .toArray(int[][]::new);
    }

    private static Document document(Golden golden) {
        return GoldDocument.all().stream()
                .filter(gold -> golden.document().contains(gold.id() + "."))
                .map(Documents::of)
                .findFirst()
                .orElseThrow();
    }
}

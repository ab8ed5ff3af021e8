package dev.limelight.pipeline.cli.screen.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.fixture.Repository;
import dev.limelight.pipeline.sink.AlternativesRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The view of a record that {@code translate --alternatives 4 --json} wrote once. */
class AlternativesViewTest {

    private static final double BEST = -0.2075;

    @Test
    void when_alternativesAreShown_then_itIsThePictureOfTheDocs() throws IOException {
        List<String> docs = Repository.read("docs/commands.md").lines().toList();
        int from = docs.indexOf("alternatives  4 in the beams, ln p a token -0.21 for the best");
        List<String> picture =
                docs.subList(from, docs.size()).stream()
                        .takeWhile(line -> !line.equals("```"))
                        .toList();
        assertThat(lines(new Terminal(false, 80))).isEqualTo(picture);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 100})
    void when_terminalHasAWidth_then_noLineIsWiderAndColoursChangeNoText(int width)
            throws IOException {
        List<String> lines = lines(new Terminal(false, width));
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
        assertThat(lines(new Terminal(true, width)))
                .extracting(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(lines);
    }

    private static List<String> lines(Terminal terminal) throws IOException {
        try (InputStream in =
                AlternativesViewTest.class.getResourceAsStream("../alternatives.json")) {
            byte[] json = Objects.requireNonNull(in).readAllBytes();
            return new AlternativesView(terminal)
                    .lines(RecordCodec.decode(json, AlternativesRecord.class), BEST);
        }
    }
}

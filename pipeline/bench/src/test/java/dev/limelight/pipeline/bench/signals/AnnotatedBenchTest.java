package dev.limelight.pipeline.bench.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.fixture.WordByWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedBenchTest {

    private static final String COLUMNS = "src\tmt\tref\tcorrectness\tnumber\tomission\n";
    private static final String SOURCE = "cats slept under warm blankets in 1999";
    private static final String TARGET = "catsen slepten underen warmen blanketsen inen ";

    @TempDir private Path folder;

    @Test
    void when_outputsAreRead_then_eachKindOfErrorIsSetAgainstTheCorrectOnes() throws IOException {
        String table =
                String.join(
                        "\n",
                        run(
                                COLUMNS
                                        + row("1999", "1\t0\t0")
                                        + row("1998", "0\t1\t0")
                                        + row("", "0\t0\t1")
                                                .replace("warmen blanketsen inen ", "")));
        assertThat(table)
                .contains("3 translations, en to de, read by word-by-word: 1 correct")
                .containsPattern("\\| number \\(1\\) +\\| omission \\(1\\) +\\|")
                .containsPattern("\\| \\*\\*numbers\\*\\* +\\| 100.0 +\\| 100.0 +\\|")
                .containsPattern("\\| \\*\\*source coverage\\*\\* +\\| 50.0 +\\| 100.0 +\\|")
                .containsPattern("in a row, little looked at +\\| 50.0 +\\| 100.0 +\\|");
    }

    @Test
    void when_aFileHasOtherColumns_then_thatIsSaid() {
        assertThatThrownBy(() -> run("a\tb\n"))
                .hasMessageContaining("columns [a, b] of ")
                .hasMessageContaining("expected [src, mt, correctness] and kinds of errors");
        assertThatThrownBy(() -> run(COLUMNS + "a\tb\n"))
                .hasMessageStartingWith("line 2 of ")
                .hasMessageEndingWith("has 2 columns, expected 6");
        assertThatThrownBy(() -> run("")).hasMessageStartingWith("columns [] of ");
    }

    private static String row(String year, String marks) {
        return SOURCE + "\t" + (TARGET + year).strip() + "\tref\t" + marks + "\n";
    }

    private List<String> run(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("errors.tsv"), content);
        try (var model = new WordByWord(200)) {
            return new AnnotatedBench(model, "en", "de", AnnotatedOutput.read(file)).run(() -> {});
        }
    }
}

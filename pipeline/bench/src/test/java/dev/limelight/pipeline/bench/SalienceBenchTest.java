package dev.limelight.pipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.summarize.SummaryLength;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SalienceBenchTest {

    /** The first sentence is the reference: lead must be perfect, and the oracle too. */
    @Test
    void when_aMethodFindsASentence_then_theSentenceHasTheRightFigures(@TempDir Path folder)
            throws Exception {
        Path data = folder.resolve("data.jsonl");
        Files.writeString(
                data,
                """
                {"source":["Cats sleep all day.","Rain fell on them.","It was late again."],"target":"Cats sleep all day."}
                {"source":["All trains were late.","She ate hot soup.","Nobody came to us."],"target":"All trains were late."}
                """);
        var steps = new ArrayList<String>();
        var length = new SummaryLength(1, false);
        var bench =
                new SalienceBench("minilm", ReferenceDocument.read(data, 0), length, 2, steps::add);
        List<String> lines = bench.run();
        assertThat(row(lines, "lead"))
                .containsSequence("lead", "100.0", "100.0", "100.0", "100.0", "0");
        assertThat(row(lines, "oracle"))
                .containsSequence("oracle", "100.0", "100.0", "100.0", "100.0", "0");
        assertThat(row(lines, "random").get(1)).isNotEqualTo("100.0");
        assertThat(steps).hasSize(bench.steps());
    }

    private static List<String> row(List<String> lines, String name) {
        String row =
                lines.stream()
                        .filter(line -> line.startsWith("| " + name + " "))
                        .findFirst()
                        .orElseThrow();
        return List.of(row.substring(2).split("\\s*\\|\\s*"));
    }
}

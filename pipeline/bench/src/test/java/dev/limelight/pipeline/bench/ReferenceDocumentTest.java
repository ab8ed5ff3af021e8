package dev.limelight.pipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceDocumentTest {

    @TempDir private Path folder;

    @Test
    void when_sentencesAreGiven_then_theyAreKeptAndATextIsSplitAsTheJobDoes() throws IOException {
        write("a.json", "{\"source\":[\"Dr. A left. B came.\",\"C.\"],\"target\":[\"x\",\"y\"]}");
        write("b.json", "{\"text\":\"Dr. A left. B came.\",\"reference\":\"x\"}");
        var documents = ReferenceDocument.read(folder, 0);
        assertThat(documents)
                .extracting(d -> d.document().sentences().size())
                .containsExactly(2, 2);
        assertThat(documents).extracting(d -> d.references().size()).containsExactly(2, 1);
    }

    @Test
    void when_thereAreMoreDocumentsThanTheLimit_then_noMoreAreRead() throws IOException {
        String line = "{\"source\":[\"A.\"],\"target\":\"x\"}\n";
        assertThat(ReferenceDocument.read(write("a.jsonl", line + line + "\n" + line), 2))
                .hasSize(2);
        assertThat(ReferenceDocument.read(folder.resolve("a.jsonl"), 0)).hasSize(3);
    }

    @Test
    void when_aDocumentLacksAReference_then_itIsNamed() throws IOException {
        Path data = write("a.jsonl", "{\"source\":[\"A.\"]}\n");
        assertThatThrownBy(() -> ReferenceDocument.read(data, 0))
                .hasMessageContaining("document 0 of " + data)
                .hasMessageContaining("expected 'source' or 'text', and 'target' or 'reference'");
    }

    @Test
    void when_theFolderIsEmpty_then_itIsRefused() {
        assertThatThrownBy(() -> ReferenceDocument.read(folder, 0))
                .hasMessage(folder + " has no document, expected at least one");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

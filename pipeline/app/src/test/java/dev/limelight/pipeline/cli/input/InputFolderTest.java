package dev.limelight.pipeline.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.cli.option.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFolderTest {

    @TempDir private Path folder;

    @Test
    void when_endingsAreInCapitals_then_theFilesAreRead() throws Exception {
        write("REPORT.TXT");
        write("Page.Html");
        write("old.HTM");
        write("notes.MD");
        write("sub/record.Json");
        InputFolder read = InputFolder.read(folder);
        assertThat(read.documents())
                .extracting(InputDocument::key)
                .containsExactly("Page", "REPORT", "notes", "old", "record");
        assertThat(read.notRead()).isEmpty();
    }

    @Test
    void when_filesAreNoDocuments_then_theyAreNamed() throws Exception {
        write("a.txt");
        write("readme.adoc");
        write(".txt");
        write("txt");
        write("sub/a.txt~");
        write("sub/.DS_Store");
        assertThat(InputFolder.read(folder).notRead())
                .isEqualTo(
                        "not read, expected "
                                + InputDocument.EXPECTED
                                + ":"
                                + " .txt, readme.adoc, sub/.DS_Store, sub/a.txt~, txt");
    }

    @Test
    void when_manyFilesAreNoDocuments_then_theFirstAreNamed() throws Exception {
        write("a.txt");
        for (int i = 10; i < 35; i++) {
            write(i + ".pdf");
        }
        assertThat(InputFolder.read(folder).notRead())
                .contains("10.pdf, 11.pdf")
                .endsWith("19.pdf and 15 more");
    }

    @Test
    void when_theFolderIsALink_then_whatItLeadsToIsRead() throws Exception {
        write("there/a.txt");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("there"));
        assertThat(InputFolder.read(link).documents()).hasSize(1);
    }

    @Test
    void when_nothingCanBeRead_then_itSaysWhatWasExpected() throws Exception {
        write("readme.adoc");
        assertThatThrownBy(() -> InputFolder.read(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no document in", "expected *.txt, *.html, *.md");
        assertThatThrownBy(() -> InputFolder.read(folder.resolve("nowhere")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no folder");
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "A text.");
    }
}

package dev.limelight.pipeline.bench.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguagesRunTest {

    @TempDir private Path folder;

    @Test
    void when_textsAreDivided_then_endsAndHeadingsAreCounted() throws IOException {
        Files.writeString(
                folder.resolve("de.tsv"),
                "a\tEin Titel\na\tDr. Ott kam.\na\tEr blieb nicht.\na\tDann ging er.\n");
        List<String> lines = LanguagesRun.run(folder, folder, null, () -> {});
        assertThat(lines)
                .anyMatch(line -> line.matches("\\| de +\\| 3 +\\| 0\\.\\d+ +\\| 0\\.\\d+ .*"))
                .anyMatch(line -> line.matches("\\| de +\\| 1\\.000 +\\| 0\\.000 +\\|"));
    }

    @Test
    void when_aProgramFindsAWrongEnd_then_theScoreFalls() {
        Paragraph paragraph = Paragraph.of(List.of("A b.", "C d."));
        assertThat(paragraph.score(List.of(4)).f1()).isEqualTo(1);
        assertThat(paragraph.score(List.of(2, 4)).f1()).isBetween(0.6, 0.7);
        assertThat(paragraph.score(List.of()).f1()).isZero();
    }

    @Test
    void when_aFolderHasNoTexts_then_itIsRefused() {
        assertThatThrownBy(() -> LanguagesRun.run(folder, null, null, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("de.tsv");
    }
}

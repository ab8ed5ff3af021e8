package dev.limelight.pipeline.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String TRANSLATED = "translate.models";

    @TempDir Path root;

    @Test
    void when_theSameJobComesBack_then_itFindsItsNewestCheckpoint() throws IOException {
        Path first = checkpoint(owner(Map.of()), JOB, "chk-1");
        Path second = checkpoint(owner(Map.of()), JOB.replace('0', 'f'), "chk-9");
        Files.setLastModifiedTime(
                first.resolve("_metadata"), java.nio.file.attribute.FileTime.fromMillis(0));
        try (var folder = open(Map.of(), "cluster")) {
            assertThat(folder.newest()).contains(second);
        }
    }

    @Test
    void when_aCheckpointIsNotComplete_then_itDoesNotCount() throws IOException {
        try (var folder = open(Map.of(), "cluster")) {
            Files.createDirectories(folder.path().resolve(JOB).resolve("chk-1"));
            assertThat(folder.newest()).isEmpty();
        }
    }

    /** Whatever the names, two jobs never share a folder, and none leaves the root. */
    @Test
    void when_groupOrPrefixDiffer_then_soDoTheFolders() throws IOException {
        var paths = new HashSet<Path>();
        List<String> groups =
                List.of(
                        "a",
                        "b",
                        "..",
                        "../b",
                        "a/b",
                        "a b",
                        "a%2Fb",
                        "\u00fc",
                        "a@b",
                        "A",
                        "x".repeat(3_000),
                        "x".repeat(3_001));
        for (String group : groups) {
            for (String prefix : List.of("", ".", "..", "b.", "limelight.")) {
                try (var folder = CheckpointFolder.open(root, owner(group, prefix), false)) {
                    assertThat(folder.path().getParent()).isEqualTo(root);
                    assertThat(folder.path()).isDirectory();
                    paths.add(folder.path().toRealPath());
                }
            }
        }
        assertThat(paths).hasSize(groups.size() * 5);
    }

    @Test
    void when_theKafkaIsAnother_then_refusedWithBoth() throws IOException {
        checkpoint(owner(Map.of()), JOB, "chk-1");
        assertThatThrownBy(() -> open(Map.of(), "other"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another Kafka cluster: cluster, expected other")
                .hasMessageContaining("--fresh");
    }

    @Test
    void when_translationIsGone_then_refusedInWords() throws IOException {
        checkpoint(owner(Map.of(TRANSLATED, "en-de=/models/en-de")), JOB, "chk-1");
        assertThatThrownBy(() -> open(Map.of(), "cluster"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("translations (translate.models)")
                .hasMessageContaining("--fresh");
    }

    @Test
    void when_theSummarizerIsAnother_then_refusedBothWays() throws IOException {
        checkpoint(owner(Map.of("abstractive.model", "/m")), JOB, "chk-1");
        assertThatThrownBy(() -> open(Map.of(), "cluster"))
                .hasMessageContaining("abstractive.model");
        try (var folder = CheckpointFolder.open(root, owner(Map.of()), true)) {
            assertThat(folder.newest()).isEmpty();
        }
        checkpoint(owner(Map.of()), JOB, "chk-1");
        assertThatThrownBy(() -> open(Map.of("abstractive.model", "/m"), "cluster"))
                .hasMessageContaining("summaries of the document's sentences");
    }

    @Test
    void when_translationIsNew_then_itGoesOn() throws IOException {
        Path checkpoint = checkpoint(owner(Map.of()), JOB, "chk-1");
        try (var folder = open(Map.of(TRANSLATED, "en-de=/models/en-de"), "cluster")) {
            assertThat(folder.newest()).contains(checkpoint);
        }
    }

    /** What was set aside is never taken up again, not even after a crash before a checkpoint. */
    @Test
    void when_startedFresh_then_oldCheckpointsAreKeptAside() throws IOException {
        for (int time = 1; time <= 3; time++) {
            Path checkpoint = checkpoint(owner(Map.of()), JOB, "chk-1");
            try (var folder = CheckpointFolder.open(root, owner(Map.of()), true)) {
                assertThat(folder.newest()).isEmpty();
                Path aside = folder.setAside().orElseThrow();
                assertThat(aside.resolve(folder.path().relativize(checkpoint)))
                        .isDirectoryContaining("glob:**_metadata");
            }
            try (var folder = open(Map.of(), "cluster")) {
                assertThat(folder.newest()).isEmpty();
                assertThat(folder.setAside()).isEmpty();
            }
        }
    }

    @Test
    void when_aJobRuns_then_aSecondOneIsRefused() throws IOException {
        try (var folder = open(Map.of(), "cluster")) {
            assertThatThrownBy(() -> open(Map.of(), "cluster"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another job runs")
                    .hasMessageContaining(folder.path().toString());
        }
        open(Map.of(), "cluster").close();
    }

    @Test
    void when_checkpointsOfAnEarlierVersionAreThere_then_refusedUntilTheyAreMoved()
            throws IOException {
        Path old = Files.createDirectories(root.resolve(JOB).resolve("chk-7"));
        Files.createFile(old.resolve("_metadata"));
        assertThatThrownBy(() -> open(Map.of(), "cluster"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("move " + JOB + " into ")
                .hasMessageContaining("--fresh");
        Path path = root.resolve(owner(Map.of()).name());
        Files.createDirectories(path);
        Files.move(root.resolve(JOB), path.resolve(JOB));
        try (var folder = open(Map.of(), "cluster")) {
            assertThat(folder.newest()).contains(path.resolve(JOB).resolve("chk-7"));
        }
    }

    @Test
    void when_theOwnerIsWritten_then_itIsReadAsItWas() {
        for (var values : List.of(Map.<String, String>of(), Map.of(TRANSLATED, "en-de=/m"))) {
            CheckpointOwner owner = owner(values);
            assertThat(CheckpointOwner.of(owner.toProperties())).isEqualTo(owner);
        }
        assertThat(owner(Map.of()).refusal(owner(Map.of()))).isEmpty();
        assertThat(owner(Map.of()).parts()).isNotEqualTo(Set.of());
    }

    private CheckpointFolder open(Map<String, String> values, String cluster) {
        return CheckpointFolder.open(root, CheckpointOwner.of(config(values), cluster), false);
    }

    private Path checkpoint(CheckpointOwner owner, String job, String name) throws IOException {
        try (var folder = CheckpointFolder.open(root, owner, false)) {
            Path checkpoint = Files.createDirectories(folder.path().resolve(job).resolve(name));
            Files.createFile(checkpoint.resolve("_metadata"));
            return checkpoint;
        }
    }

    private static CheckpointOwner owner(Map<String, String> values) {
        return CheckpointOwner.of(config(values), "cluster");
    }

    /** Of a job that only summarizes, without the second that a configuration takes to be read. */
    private static CheckpointOwner owner(String group, String prefix) {
        return new CheckpointOwner(group, prefix, List.of("t"), "cluster", Set.of("part"));
    }

    private static PipelineConfig config(Map<String, String> values) {
        var all = new HashMap<>(values);
        all.put("kafka.bootstrap-servers", "host:1");
        return PipelineConfig.of(all);
    }
}

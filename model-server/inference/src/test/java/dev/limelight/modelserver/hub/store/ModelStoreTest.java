package dev.limelight.modelserver.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.hub.fetch.HubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final ModelCheck FINE = model -> List.of();

    @TempDir private Path folder;

    private ModelStore store;

    @BeforeEach
    void open() {
        store = new ModelStore(folder.resolve("models"));
    }

    @Test
    void when_nothingWasPulled_then_thereIsNoModel() {
        assertThat(store.names()).isEmpty();
    }

    @Test
    void when_modelsArePublished_then_theyAreThereWithTheirChecksums() throws IOException {
        try (Staging staging = Staging.in(store)) {
            Files.writeString(staging.add(model("b")).resolve("weights"), "abc");
            staging.add(model("a"));
            assertThat(store.names()).isEmpty();
            assertThat(staging.publish(FINE)).containsExactly(store.model("b"), store.model("a"));
        }
        assertThat(store.names()).containsExactly("a", "b");
        String sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(store.holds("b", "weights", sum)).isTrue();
        assertThat(store.holds("b", "weights", sum.replace('b', 'c'))).isFalse();
        assertThat(store.holds("c", "weights", sum)).isFalse();
    }

    @Test
    void when_oneModelHasAProblem_then_noneIsPublished() {
        ModelCheck check = model -> model.endsWith("b") ? List.of("no weights") : List.of();
        try (Staging staging = Staging.in(store)) {
            staging.add(model("a"));
            staging.add(model("b"));
            assertThatThrownBy(() -> staging.publish(check))
                    .isInstanceOf(HubException.class)
                    .hasMessage("b of test:b cannot be run, nothing was kept: no weights");
        }
        assertThat(store.names()).isEmpty();
        assertThat(store.hidden()).isEmptyDirectory();
    }

    @Test
    void when_aPullWasKilledDaysAgo_then_theNextDeletesWhatItLeft() throws IOException {
        Path old = Files.createDirectories(store.hidden().resolve("staging-of-a-killed-pull"));
        Files.writeString(old.resolve("weights"), "abc");
        Path running =
                Files.createDirectories(store.hidden().resolve("staging-of-another-process"));
        Instant daysAgo = Instant.now().minus(Duration.ofDays(2));
        Files.setLastModifiedTime(old, FileTime.from(daysAgo));
        try (Staging staging = Staging.in(store)) {
            assertThat(old).doesNotExist();
            assertThat(running).exists();
        }
    }

    @Test
    void when_theFolderCannotBeWritten_then_theVariableIsNamed() throws IOException {
        Files.writeString(folder.resolve("models"), "a file");
        assertThatThrownBy(() -> Staging.in(store))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("set LIMELIGHT_CACHE to a folder that can be written");
    }

    private static PulledModel model(String name) {
        return new PulledModel(name, "test:" + name, "MIT", List.of("en"), List.of());
    }
}

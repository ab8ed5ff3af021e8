package dev.limelight.pipeline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.ModelRecord;
import dev.limelight.modelserver.hub.HubSettings;
import dev.limelight.modelserver.hub.LocalHub;
import dev.limelight.modelserver.hub.fetch.HubException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class BundleFoldersTest {

    private static final Path BUNDLE = Path.of("..", "..", "test-data", "seq2seq", "marian-split");

    @TempDir private Path cache;

    @Test
    void when_theWeightsAreReplacedInPlace_then_theyAreNotMistakenForTheOldOnes() throws Exception {
        var folders = BundleFolders.ofProcess();
        Path folder = Files.createDirectory(cache.resolve("m"));
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.writeString(folder.resolve("encoder_model.onnx"), "old");
        var record = new ModelRecord("en-de", folder.toString(), null, null);
        ModelSource old = folders.find(record);
        assertThat(folders.find(old)).isEqualTo(folder.toRealPath());

        Files.writeString(folder.resolve("encoder_model.onnx"), "new");
        assertThat(folders.find(record)).isNotEqualTo(old);
        assertThatThrownBy(() -> folders.find(old))
                .hasMessageContaining("expected " + old.content() + " as when it was accepted");
    }

    @Test
    void when_itIsARepository_then_itIsFetchedOnceAndItsCommitStaysTheSame() throws Exception {
        LocalHub hub = LocalHub.of(BUNDLE);
        var settings = HubSettings.ofEnvironment().withEndpoint(hub.address()).withCache(cache);
        ModelSource source =
                new BundleFolders(() -> settings)
                        .find(new ModelRecord("en-de", null, LocalHub.REPO, null));
        hub.close();
        assertThat(source.repository()).isEqualTo(LocalHub.REPO);
        assertThat(Path.of(source.folder())).isDirectory().hasFileName(LocalHub.COMMIT);
        assertThat(source.content()).matches("[0-9a-f]{12}");

        assertThat(new BundleFolders(() -> settings).find(source))
                .isEqualTo(Path.of(source.folder()));
    }

    /** The path is that of the machine that fetched it first. */
    @Test
    void when_theCommitIsNotOnThisMachine_then_itIsFetchedHere() throws Exception {
        try (LocalHub hub = LocalHub.of(BUNDLE)) {
            var settings = HubSettings.ofEnvironment().withEndpoint(hub.address());
            var there = new BundleFolders(() -> settings.withCache(cache.resolve("there")));
            var here = new BundleFolders(() -> settings.withCache(cache.resolve("here")));
            ModelSource source = there.find(new ModelRecord("en-de", null, LocalHub.REPO, "main"));

            assertThat(here.find(source))
                    .startsWith(cache.resolve("here"))
                    .hasFileName(LocalHub.COMMIT);
        }
    }

    @Test
    void when_theHubHasNoSuchRepository_then_itSaysSo() {
        try (LocalHub hub = new LocalHub()) {
            var settings = HubSettings.ofEnvironment().withEndpoint(hub.address()).withCache(cache);
            var folders = new BundleFolders(() -> settings);
            assertThatThrownBy(() -> folders.find(new ModelRecord("en-de", null, "no/such", null)))
                    .isInstanceOf(HubException.class);
        }
    }
}

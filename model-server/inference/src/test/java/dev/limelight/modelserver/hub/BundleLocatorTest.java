package dev.limelight.modelserver.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.hub.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleLocatorTest {

    private static final String COMMIT = "a".repeat(40);
    private static final String OTHER = "b".repeat(40);

    @TempDir private Path home;

    @Test
    void when_aModelIsAFolderOrShippedOrCached_then_itIsFound() throws IOException {
        Path own = Files.createDirectories(home.resolve("own"));
        Path shipped = bundle(home.resolve("models").resolve("en-de"));
        Path cached = snapshot(COMMIT);
        ref("main", COMMIT);
        assertThat(locator().locate(own.toString())).isEqualTo(own);
        assertThat(locator().locate("en-de")).isEqualTo(shipped);
        assertThat(locator().locate("org/tiny")).isEqualTo(cached);
        assertThat(locator().locate("org/tiny@" + COMMIT)).isEqualTo(cached);
    }

    @Test
    void when_thereAreSeveralCommits_then_theBranchDecides() throws IOException {
        snapshot(COMMIT);
        assertThat(locator().locate("org/tiny")).endsWith(Path.of(COMMIT));
        snapshot(OTHER);
        assertThatThrownBy(() -> locator().locate("org/tiny"))
                .hasMessageContaining("org/tiny@" + COMMIT + ", org/tiny@" + OTHER);
        ref("main", OTHER);
        ref("v1", COMMIT);
        assertThat(locator().locate("org/tiny")).endsWith(Path.of(OTHER));
        assertThat(locator().locate("org/tiny@v1")).endsWith(Path.of(COMMIT));
        assertThat(locator().all().stream().map(BundleLocator.Located::name))
                .containsExactly("org/tiny@" + COMMIT, "org/tiny");
    }

    @Test
    void when_aModelIsNotFound_then_theErrorSaysWhereItLookedAndWhatIsThere() throws IOException {
        bundle(home.resolve("models").resolve("en-de"));
        assertThatThrownBy(() -> locator().locate("en-fr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no model 'en-fr': there is no such folder, and none of that name in "
                                + home.resolve("models")
                                + " (there: en-de), in "
                                + home.resolve("pulled")
                                + " (there: nothing) or in the Hugging Face cache "
                                + home.resolve("hub")
                                + " (there: nothing); 'limelight models pull' gets one");
        for (String odd : new String[] {"", "..x/../..", "a@../../b", "\0"}) {
            assertThatThrownBy(() -> locator().locate(odd))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private BundleLocator locator() {
        return new BundleLocator(
                home.resolve("models"),
                new ModelStore(home.resolve("pulled")),
                new HubCache(home.resolve("hub")));
    }

    private Path snapshot(String commit) throws IOException {
        return bundle(repo().resolve("snapshots").resolve(commit));
    }

    private void ref(String name, String commit) throws IOException {
        Path ref = repo().resolve("refs").resolve(name);
        Files.createDirectories(ref.getParent());
        Files.writeString(ref, commit);
    }

    private Path repo() {
        return home.resolve("hub").resolve("models--org--tiny");
    }

    private static Path bundle(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), "{}");
        return folder;
    }
}

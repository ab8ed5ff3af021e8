package dev.limelight.pipeline.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.modelserver.hub.HubCache;
import dev.limelight.modelserver.hub.store.ModelStore;
import dev.limelight.pipeline.fixture.PulledModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsAtHandTest {

    private static final Path DATA = Path.of("..", "..", "test-data");
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir private Path folder;

    @Test
    void when_severalModelsHaveAPair_then_largerPulledOnesComeBeforeSmallerAndShippedOnes()
            throws IOException {
        bergamot("shipped/big-en-pt", "separate");
        bergamot("store/a-en-pt", "shared");
        bergamot("store/b-en-pt", "separate");
        bergamot("store/c-de-en", "shared");
        assertThat(found())
                .containsExactly(
                        "store/b-en-pt", "store/a-en-pt", "store/c-de-en", "shipped/big-en-pt");
    }

    @Test
    void when_theHubsCacheHasModels_then_thoseForOnePairCountAfterThoseThatNameTheirAlignment()
            throws IOException {
        bergamot("store/a-en-pt", "shared");
        String pair = "hub/models--org--opus-en-nl/snapshots/" + COMMIT;
        PulledModels.copy(DATA.resolve("seq2seq/marian-split"), folder.resolve(pair));
        String many = "hub/models--org--many/snapshots/" + COMMIT;
        PulledModels.copy(DATA.resolve("seq2seq/m2m100-split"), folder.resolve(many));
        assertThat(found()).containsExactly("store/a-en-pt", pair);
    }

    @Test
    void when_aModelIsBroken_then_theOthersAreUsed() throws IOException {
        bergamot("store/a-en-pt", "shared");
        bergamot("store/b-en-pt", "shared");
        Files.write(folder.resolve("store/b-en-pt/model.bin"), new byte[1]);
        assertThat(found()).containsExactly("store/a-en-pt");
    }

    @Test
    void when_nothingIsThere_then_thereIsNoModel() {
        assertThat(found()).isEmpty();
    }

    private void bergamot(String place, String tiny) throws IOException {
        PulledModels.copy(DATA.resolve("bergamot").resolve(tiny), folder.resolve(place));
    }

    private List<String> found() {
        var locator =
                new BundleLocator(
                        folder.resolve("shipped"),
                        new ModelStore(folder.resolve("store")),
                        new HubCache(folder.resolve("hub")));
        return ModelsAtHand.bundles(locator).stream()
                .map(TranslationBundle::folder)
                .map(model -> folder.relativize(model).toString())
                .toList();
    }
}

package dev.limelight.modelserver.hub.firefox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.hub.fetch.Environment;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.store.ModelCheck;
import dev.limelight.modelserver.hub.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class FirefoxModelsTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "bergamot");
    private static final String WEIGHTS = "/models/en-pt/tiny/model.bin.gz";
    private static final PullListener QUIET = (file, octets, size) -> {};
    private static final ModelCheck VERIFY = ModelFolder::failures;

    @TempDir private Path folder;

    private ModelStore store;
    private LocalRegistry registry;
    private JsonObject model;

    @BeforeEach
    void start() throws IOException {
        store = new ModelStore(folder.resolve("store"));
        registry = new LocalRegistry();
        model = registry.add("en-pt", "tiny", "Release", DATA.resolve("shared"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void when_aPairIsPulled_then_itRunsAndSaysWhereItComesFrom() {
        Map<String, Long> sizes = new HashMap<>();
        Path pulled = models().pull("en-pt", null, (file, octets, size) -> sizes.put(file, octets));
        assertThat(pulled).isEqualTo(store.model("firefox-tiny-en-pt"));
        assertThat(pulled.resolve("lex.bin"))
                .hasSameBinaryContentAs(DATA.resolve("shared").resolve("lex.bin"));
        assertThat(VERIFY.problems(pulled)).isEmpty();
        var card = ModelFolder.open(pulled).card();
        assertThat(card.licence()).isEqualTo("MPL-2.0");
        assertThat(card.source()).isEqualTo("firefox:en-pt");
        assertThat(card.languages()).containsExactly("en", "pt");
        assertThat(sizes).containsOnlyKeys("model.bin.gz", "vocab.spm.gz", "lex.bin.gz");
    }

    @Test
    void when_itIsThereAlready_then_onlyTheRegistryIsAsked() {
        Path first = models().pull("en-pt", null, QUIET);
        registry.asked.clear();
        assertThat(models().pull("en-pt", null, QUIET)).isEqualTo(first);
        assertThat(registry.asked).containsExactly("/db/models.json");
    }

    @Test
    void when_aReleaseHasOtherWeights_then_theyTakeThePlaceOfTheOld() throws IOException {
        models().pull("en-pt", null, QUIET);
        registry.document.getAsJsonObject("models").remove("en-pt");
        registry.add("en-pt", "tiny", "Release", DATA.resolve("separate"));
        Path pulled = models().pull("en-pt", null, QUIET);
        assertThat(pulled.resolve("model.bin"))
                .hasSameBinaryContentAs(DATA.resolve("separate").resolve("model.bin"));
        assertThat(pulled.resolve("lex.bin")).doesNotExist();
    }

    @Test
    void when_aDownloadBreaksOff_then_itGoesOnThere() {
        registry.breaks.add(1000);
        models().pull("en-pt", null, QUIET);
        assertThat(registry.asked).contains(WEIGHTS, WEIGHTS + " bytes=1000-");
    }

    @Test
    void when_aPullIsEnded_then_theNextGoesOnThere() {
        registry.breaks.add(1000);
        var ended =
                models(
                        pause -> {
                            throw new HubException("ended here");
                        });
        assertThatThrownBy(() -> ended.pull("en-pt", null, QUIET)).hasMessage("ended here");
        assertThat(store.names()).isEmpty();
        registry.asked.clear();
        models().pull("en-pt", null, QUIET);
        assertThat(registry.asked).contains(WEIGHTS + " bytes=1000-").doesNotContain(WEIGHTS);
    }

    @Test
    void when_theHashIsWrong_then_nothingIsKeptAndTheNextPullFetchesAnew() throws IOException {
        byte[] right = registry.files.get(WEIGHTS);
        byte[] content = Files.readAllBytes(DATA.resolve("shared").resolve("model.bin"));
        content[content.length - 1] ^= 1;
        registry.files.put(WEIGHTS, LocalRegistry.packed(content));
        assertRefused("model.bin came with checksum", "as the registry says. Try again");
        registry.files.put(WEIGHTS, right);
        assertThat(models().pull("en-pt", null, QUIET)).exists();
    }

    @Test
    void when_aFileIsCutShort_then_itIsRefused() {
        byte[] whole = registry.files.get(WEIGHTS);
        registry.files.put(WEIGHTS, Arrays.copyOf(whole, whole.length / 2));
        assertRefused("model.bin.gz cannot be unpacked");
    }

    @Test
    void when_aFileUnpacksToMoreThanTheRegistrySays_then_itStopsThere() throws IOException {
        registry.files.put(WEIGHTS, LocalRegistry.packed(new byte[50_000_000]));
        assertRefused("model.bin is larger than 190471 octets when it is unpacked");
    }

    @Test
    void when_aFileWithoutASizeUnpacksToTooMuch_then_itStopsAtALimit() throws IOException {
        String lex = "/models/en-pt/tiny/lex.bin.gz";
        registry.files.put(lex, LocalRegistry.packed(new byte[(256 << 20) + 1]));
        assertRefused("lex.bin is larger than 268435456 octets when it is unpacked");
    }

    @Test
    void when_aServerUnpacksOnTheWay_then_theFileIsTakenAsItIs() throws IOException {
        registry.files.put(
                WEIGHTS, Files.readAllBytes(DATA.resolve("shared").resolve("model.bin")));
        assertThat(VERIFY.problems(models().pull("en-pt", null, QUIET))).isEmpty();
    }

    @Test
    void when_theModelCannotBeRun_then_nothingIsKept() throws IOException {
        registry.files.put(
                "/models/en-pt/tiny/vocab.spm.gz", LocalRegistry.packed(new byte[] {1, 2, 3}));
        assertRefused("firefox-tiny-en-pt of firefox:en-pt cannot be run, nothing was kept");
        byte[] right = Files.readAllBytes(DATA.resolve("shared").resolve("vocab.spm"));
        registry.files.put("/models/en-pt/tiny/vocab.spm.gz", LocalRegistry.packed(right));
        assertThat(models().pull("en-pt", null, QUIET)).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../model.bin.gz", "/etc/model.bin.gz", "a/../../model.bin.gz", "a\\b"})
    void when_aPathLeadsElsewhere_then_itIsRefused(String path) {
        file("model").addProperty("path", path);
        assertRefused("the server names a file '" + path + "'");
    }

    @Test
    void when_aChecksumIsNone_then_itIsRefused() {
        file("model").addProperty("uncompressedHash", "abc");
        assertRefused("the registry has the checksum 'abc' for models/en-pt/tiny/model.bin.gz");
    }

    @Test
    void when_anArchitectureWouldLeadOutOfTheStore_then_itIsRefused() {
        model.addProperty("architecture", "../tiny");
        assertRefused("the registry names '../tiny', expected letters and digits");
    }

    @Test
    void when_aFileIsGone_then_theMessageNamesTheAddress() {
        registry.files.remove(WEIGHTS);
        assertRefused(WEIGHTS + " answered 404", "check LIMELIGHT_FIREFOX_REGISTRY");
    }

    @Test
    void when_thereAreSeveral_then_theLargestReleasedOneIsPulledUnlessOneIsNamed()
            throws IOException {
        registry.add("en-pt", "base-memory", "Release Desktop", DATA.resolve("separate"));
        registry.add("en-pt", "base", "Nightly", DATA.resolve("shared"));
        assertThat(models().pull("en-pt", null, QUIET))
                .endsWith(Path.of("firefox-base-memory-en-pt"));
        assertThat(models().pull("en-pt", "tiny", QUIET)).endsWith(Path.of("firefox-tiny-en-pt"));
        assertThatThrownBy(() -> models().pull("en-pt", "base", QUIET))
                .hasMessage(
                        "the registry has no released base model en-pt, it has tiny (Release),"
                                + " base-memory (Release Desktop), base (Nightly)");
    }

    @Test
    void when_aReleaseForAllAndOneForPhonesAreThere_then_theOneForAllIsPulled() throws IOException {
        registry.document.getAsJsonObject("models").remove("en-pt");
        registry.add("en-pt", "tiny", "Release Android", DATA.resolve("shared"));
        JsonObject forAll = registry.add("en-pt", "tiny", "Release", DATA.resolve("shared"));
        forAll.getAsJsonObject("files").remove("lexicalShortlist");
        assertThat(models().pull("en-pt", null, QUIET).resolve("lex.bin")).doesNotExist();
    }

    @Test
    void when_aPairIsNotThere_then_theMessageSaysHowToSeeAll() {
        assertThatThrownBy(() -> models().pull("pt-fr", null, QUIET))
                .hasMessage(
                        "the registry has no model pt-fr; 'limelight models pull firefox --list'"
                                + " shows all");
    }

    @Test
    void when_modelsAreListed_then_eachHasItsFacts() throws IOException {
        JsonObject metrics = new JsonObject();
        metrics.addProperty("bleu", 45.9);
        registry.add("de-en", "base", "Nightly", DATA.resolve("separate")).add("metrics", metrics);
        List<RegistryModel> all = models().list();
        assertThat(all).extracting(RegistryModel::pair).containsExactly("de-en", "en-pt");
        assertThat(all.get(0).metrics()).containsEntry("bleu", "45.9");
        assertThat(all.get(0).isReleased()).isFalse();
        assertThat(all.get(1).size()).isEqualTo(190_471);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseUrl", "models"})
    void when_theDocumentIsNoRegistry_then_itIsSaid(String lacking) {
        registry.document.remove(lacking);
        assertRefused("is no registry of Firefox Translations, expected baseUrl and models");
    }

    @Test
    void when_theBaseIsNoWebAddress_then_itIsRefused() {
        registry.document.addProperty("baseUrl", "file:///etc");
        assertRefused("the registry has the baseUrl file:///etc, expected an http or https");
    }

    @Test
    void when_theAddressOfTheRegistryIsSet_then_itCounts() {
        var set = Map.of(FirefoxSettings.VARIABLE, "http://mirror/models.json");
        var environment = new Environment(set, folder);
        assertThat(FirefoxSettings.of(environment, null).registry())
                .hasToString("http://mirror/models.json");
        assertThat(FirefoxSettings.of(environment, "http://other/m.json").registry())
                .hasToString("http://other/m.json");
        assertThatThrownBy(() -> FirefoxSettings.of(environment, "mirror"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registry mirror, expected an address such as https://");
    }

    private JsonObject file(String role) {
        return model.getAsJsonObject("files").getAsJsonObject(role);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> models().pull("en-pt", null, QUIET))
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(words);
        assertThat(store.names()).isEmpty();
    }

    private FirefoxModels models() {
        return models(pause -> {});
    }

    private FirefoxModels models(Consumer<@Nullable Object> pause) {
        return new FirefoxModels(
                new FirefoxSettings(registry.address()), store, VERIFY, pause::accept);
    }
}

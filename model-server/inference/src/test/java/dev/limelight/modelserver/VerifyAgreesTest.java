package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code models verify} calls runnable runs, and what it refuses is refused in its words: over
 * all bundles of the tests, whole and damaged.
 */
@Tag("slow")
class VerifyAgreesTest {

    private static final String FILES = "default";

    @TempDir private Path folder;

    static List<Path> bundles() throws IOException {
        List<Path> bundles = new ArrayList<>();
        for (String where : List.of("optimum", "seq2seq")) {
            try (Stream<Path> all = Files.list(Path.of("..", "..", "test-data", where))) {
                all.filter(Files::isDirectory).sorted().forEach(bundles::add);
            }
        }
        return bundles;
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_aBundleIsWhole_then_bothAgree(Path bundle) throws IOException {
        assertAgreement(bundle, bundle.getFileName().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optimum/bart-vocab-and-merges-only",
                "optimum/marian-two-vocabularies",
                "seq2seq/m2m100-split",
                "seq2seq/mbart-merged",
                "seq2seq/pegasus-split",
                "seq2seq/t5-split"
            })
    void when_aFileIsMissingOrCut_then_bothAgree(String name) throws IOException {
        Path bundle = Path.of("..", "..", "test-data").resolve(name);
        for (Path file : files(bundle)) {
            Path copy = copy(bundle, "without " + file.getFileName());
            Files.delete(copy.resolve(bundle.relativize(file)));
            assertAgreement(copy, copy.toString());
            Path cut = copy(bundle, "cut " + file.getFileName());
            byte[] bytes = Files.readAllBytes(file);
            Files.write(
                    cut.resolve(bundle.relativize(file)), Arrays.copyOf(bytes, bytes.length / 2));
            assertAgreement(cut, cut.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bart-split", "t5-merged"})
    void when_aSettingIsOdd_then_bothAgree(String name) throws IOException {
        Path bundle = Path.of("..", "..", "test-data", "seq2seq", name);
        for (String file : List.of("config.json", "generation_config.json")) {
            if (!Files.exists(bundle.resolve(file))) {
                continue;
            }
            for (String key : json(bundle.resolve(file)).keySet()) {
                for (JsonElement value : List.of(JsonNull.INSTANCE, new JsonPrimitive(7))) {
                    Path copy = copy(bundle, file + " " + key + " " + value);
                    JsonObject edited = json(copy.resolve(file));
                    edited.add(key, value);
                    Files.writeString(copy.resolve(file), edited.toString());
                    assertAgreement(copy, copy.toString());
                }
            }
        }
    }

    private void assertAgreement(Path bundle, String what) {
        List<String> errors =
                ModelFolder.open(bundle).verify(FILES).stream()
                        .filter(BundleFinding::isError)
                        .map(BundleFinding::message)
                        .toList();
        List<String> before = ModelFolder.open(bundle).problems(FILES, "{}");
        assertThat(errors).as(what).containsAll(before);
        if (before.isEmpty()) {
            assertThat(runs(bundle)).as(what + ": " + errors).isEqualTo(errors.isEmpty());
        }
    }

    private static boolean runs(Path bundle) {
        var options = Seq2SeqOptions.of(bundle.toString());
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options)) {
            var request =
                    GenerateRequest.of("Two red boats.")
                            .withSettings("{\"max_new_tokens\": 4}")
                            .withTimeout(Duration.ofMinutes(2));
            return Double.isFinite(client.generate(request).join().best().meanLogProbability());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static List<Path> files(Path bundle) throws IOException {
        try (Stream<Path> all = Files.walk(bundle)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("expected.json"))
                    .sorted()
                    .toList();
        }
    }

    /** Links where nothing is to be changed would hide what copies show. */
    private Path copy(Path bundle, String name) throws IOException {
        Path copy = folder.resolve(name.replaceAll("[^\\w.-]", "_") + "-" + bundle.getFileName());
        for (Path file : files(bundle)) {
            Path target = copy.resolve(bundle.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return copy;
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}

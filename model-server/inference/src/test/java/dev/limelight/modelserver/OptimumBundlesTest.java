package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles that Optimum wrote give what transformers gives, token for token. */
@Tag("slow")
class OptimumBundlesTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "optimum");

    record Output(List<Integer> tokens, String text) {}

    record Case(String input, List<Integer> source, Output greedy, Output beam4) {}

    record Attention(String input, double tolerance, float[][] weights) {}

    @SuppressWarnings("NullAway") // Gson fills it
    static final class Expected {
        @Nullable String suffix;
        @Nullable String from;
        @Nullable String to;
        int max_new_tokens;
        List<Case> cases;
        @Nullable Attention attention;
    }

    static List<Path> bundles() throws IOException {
        try (Stream<Path> all = Files.list(DATA)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_optimumWroteIt_then_verifyFindsNoError(Path bundle) throws IOException {
        assertThat(ModelFolder.open(bundle).verify(suffix(expected(bundle))))
                .filteredOn(BundleFinding::isError)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_optimumWroteIt_then_idsAndTextsAreThoseOfTransformers(Path bundle)
            throws IOException {
        Expected expected = expected(bundle);
        try (Seq2SeqClient client = open(bundle, expected, List.of())) {
            // All at once: graphs that round by batch must still read each alone.
            var greedy = answers(client, expected, 1);
            var beams = answers(client, expected, 4);
            for (int i = 0; i < expected.cases.size(); i++) {
                Case each = expected.cases.get(i);
                assertThat(greedy.get(i).join().source())
                        .extracting(TokenSpan::id)
                        .as(each.input())
                        .isEqualTo(each.source());
                assertOutput(greedy.get(i).join(), each.greedy(), ends(bundle));
                assertOutput(beams.get(i).join(), each.beam4(), ends(bundle));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_optimumWroteIt_then_attentionIsThatOfTransformers(Path bundle) throws IOException {
        Expected expected = expected(bundle);
        Attention attention = expected.attention;
        if (attention == null) {
            return;
        }
        int layers = ModelFolder.open(bundle).facts().sizes().decoderLayers();
        var taps = List.of(AttentionTap.mean(layers - 1));
        try (Seq2SeqClient client = open(bundle, expected, taps)) {
            var result = client.generate(request(expected, attention.input(), 1)).join();
            List<float[]> rows = result.best().crossAttention().get(0).weights();
            float[][] weights = attention.weights();
            assertThat(rows.size()).isGreaterThanOrEqualTo(weights.length);
            for (int i = 0; i < weights.length; i++) {
                assertThat(rows.get(i)).hasSameSizeAs(weights[i]);
                for (int j = 0; j < weights[i].length; j++) {
                    assertThat((double) rows.get(i)[j])
                            .isCloseTo(weights[i][j], Offset.offset(attention.tolerance()));
                }
            }
        }
    }

    private static void assertOutput(GenerateResult result, Output wanted, Set<Integer> ends) {
        List<Integer> ids = new ArrayList<>();
        for (TokenSpan token : result.best().tokens()) {
            if (ends.contains(token.id())) {
                break;
            }
            ids.add(token.id());
        }
        assertThat(ids).isEqualTo(wanted.tokens());
        assertThat(result.best().text()).isEqualTo(wanted.text());
    }

    private static List<CompletableFuture<GenerateResult>> answers(
            Seq2SeqClient client, Expected expected, int beams) {
        return expected.cases.stream()
                .map(each -> client.generate(request(expected, each.input(), beams)))
                .toList();
    }

    private static GenerateRequest request(Expected expected, String text, int beams) {
        return GenerateRequest.of(text)
                .withLanguages(expected.from, expected.to)
                .withSettings(
                        "{\"num_beams\": %d, \"max_new_tokens\": %d}"
                                .formatted(beams, expected.max_new_tokens))
                .withTimeout(Duration.ofMinutes(2));
    }

    private static Seq2SeqClient open(Path bundle, Expected expected, List<AttentionTap> taps) {
        return EmbeddedModels.openSeq2Seq(
                Seq2SeqOptions.of(bundle.toString())
                        .withSuffix(suffix(expected))
                        .withCrossTaps(taps));
    }

    private static String suffix(Expected expected) {
        return expected.suffix == null
                ? Seq2SeqOptions.DEFAULT_SUFFIX
                : ModelFolder.suffix(expected.suffix);
    }

    private static Set<Integer> ends(Path bundle) throws IOException {
        JsonObject config =
                JsonParser.parseString(Files.readString(bundle.resolve("config.json")))
                        .getAsJsonObject();
        return Set.of(config.get("eos_token_id").getAsInt());
    }

    private static Expected expected(Path bundle) throws IOException {
        return new Gson()
                .fromJson(Files.readString(bundle.resolve("expected.json")), Expected.class);
    }
}

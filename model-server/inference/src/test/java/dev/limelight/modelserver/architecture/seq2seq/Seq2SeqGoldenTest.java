package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.Generation.Source;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What transformers makes of tiny random models, see test-data/scripts/seq2seq. */
@Tag("slow")
class Seq2SeqGoldenTest {

    private static final Path DATA = Path.of("../../test-data/seq2seq");
    private static final double CLOSE = 1e-4;

    /** As {@code attention} of the golden files has them. */
    private static final List<AttentionTap> TAPS =
            List.of(AttentionTap.mean(1), AttentionTap.head(0, 2));

    static List<String> architectures() {
        return TextGolden.architectures();
    }

    private record Case(
            String name, JsonObject settings, int[] source, JsonArray sequences, JsonObject json) {}

    @ParameterizedTest
    @MethodSource("architectures")
    void when_aSourceIsAlone_then_itGivesWhatTransformersGives(String architecture)
            throws IOException {
        for (Bundle bundle : bundles(architecture)) {
            try (Seq2SeqModel model = bundle.open()) {
                for (Case expected : cases(architecture)) {
                    var config = bundle.read().generationConfig(expected.settings().toString());
                    var results = Sequences.of(model, List.of(expected.source()), config);
                    check(bundle + " " + expected.name(), expected, results.get(0));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void when_sourcesAreInABatch_then_theyGiveWhatTheyGiveAlone(String architecture)
            throws IOException {
        for (Bundle bundle : bundles(architecture)) {
            try (Seq2SeqModel model = bundle.open()) {
                for (List<Case> batch : batches(architecture)) {
                    GenerationConfig config =
                            bundle.read().generationConfig(batch.get(0).settings().toString());
                    var results =
                            Sequences.of(model, batch.stream().map(Case::source).toList(), config);
                    for (int i = 0; i < batch.size(); i++) {
                        String name = bundle + " batch " + batch.get(i).name();
                        check(name, batch.get(i), results.get(i));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void when_itsSequencesAreForced_then_theyGiveWhatTransformersGaveThem(String architecture)
            throws IOException {
        for (Bundle bundle : bundles(architecture)) {
            try (Seq2SeqModel model = bundle.open()) {
                List<Case> cases = cases(architecture);
                List<Source> sources = new ArrayList<>();
                for (Case each : cases) {
                    var config = bundle.read().generationConfig(each.settings().toString());
                    sources.add(new Source(each.source(), config, ints(each.sequences().get(0))));
                }
                // All in one batch, and beside one that is generated.
                sources.add(new Source(sources.get(0).ids(), sources.get(0).config()));
                var results = Sequences.of(model, sources);
                for (int i = 0; i < cases.size(); i++) {
                    String name = bundle + " forced " + cases.get(i).name();
                    checkTokens(name, cases.get(i), results.get(i).get(0), 0);
                    checkAttention(name, cases.get(i), results.get(i).get(0));
                }
                check(bundle + " beside", cases.get(0), results.get(cases.size()));
            }
        }
    }

    private record Bundle(String name, String suffix) {

        Seq2SeqBundle read() {
            return Seq2SeqBundle.read(DATA.resolve(name), suffix);
        }

        Seq2SeqModel open() {
            return Seq2SeqModel.open(read(), new OnnxSeq2Seq.Taps(TAPS, List.of()), 1);
        }
    }

    private static List<Bundle> bundles(String architecture) {
        return List.of(
                new Bundle(architecture + "-split", ""),
                new Bundle(architecture + "-merged", "_fp32"));
    }

    private static void check(String name, Case expected, List<Generated> results) {
        assertThat(results).as(name).hasSize(expected.sequences().size());
        for (int i = 0; i < results.size(); i++) {
            Generated result = results.get(i);
            checkTokens(name, expected, result, i);
            if (!expected.json().get("scores").isJsonNull()) {
                double score = expected.json().getAsJsonArray("scores").get(i).getAsDouble();
                assertThat((double) result.score()).as(name).isCloseTo(score, within(CLOSE));
            }
        }
        checkAttention(name, expected, results.get(0));
    }

    private static void checkTokens(String name, Case expected, Generated result, int sequence) {
        assertThat(result.tokens())
                .as("%s, sequence %d", name, sequence)
                .isEqualTo(ints(expected.sequences().get(sequence)));
        JsonElement logs = expected.json().getAsJsonArray("logProbabilities").get(sequence);
        close(name + " log-probabilities", result.logProbabilities(), logs);
    }

    private static void checkAttention(String name, Case expected, Generated best) {
        if (expected.json().has("crossAttention")) {
            attention(name, best, expected.json().getAsJsonArray("crossAttention"));
        }
    }

    private static void attention(String name, Generated result, JsonArray expected) {
        for (int target = 0; target < result.tokens().length; target++) {
            List<float[]> taps = result.crossAttention().get(target);
            assertThat(taps).hasSize(TAPS.size());
            for (JsonElement json : expected) {
                int tap = TAPS.indexOf(tap(json.getAsJsonObject()));
                JsonArray weights = json.getAsJsonObject().getAsJsonArray("weights");
                close(name + " attention", taps.get(tap), weights.get(target));
            }
        }
    }

    private static AttentionTap tap(JsonObject json) {
        int layer = json.get("layer").getAsInt();
        return json.get("head").isJsonNull()
                ? AttentionTap.mean(layer)
                : AttentionTap.head(layer, json.get("head").getAsInt());
    }

    private static void close(String name, float[] actual, JsonElement expected) {
        JsonArray values = expected.getAsJsonArray();
        assertThat(actual).as(name).hasSize(values.size());
        for (int i = 0; i < actual.length; i++) {
            double value = values.get(i).getAsDouble();
            assertThat((double) actual[i]).as("%s %d", name, i).isCloseTo(value, within(CLOSE));
        }
    }

    private static List<Case> cases(String architecture) throws IOException {
        String text = Files.readString(DATA.resolve(architecture + ".json"));
        List<Case> cases = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cases")) {
            JsonObject json = element.getAsJsonObject();
            cases.add(
                    new Case(
                            json.get("name").getAsString(),
                            json.getAsJsonObject("settings"),
                            ints(json.get("inputIds")),
                            json.getAsJsonArray("sequences"),
                            json));
        }
        assertThat(cases).hasSizeGreaterThan(50);
        return cases;
    }

    /** Cases of equal settings. */
    private static Iterable<List<Case>> batches(String architecture) throws IOException {
        Map<String, List<Case>> batches = new LinkedHashMap<>();
        for (Case each : cases(architecture)) {
            batches.computeIfAbsent(each.settings().toString(), x -> new ArrayList<>()).add(each);
        }
        return batches.values();
    }

    private static int[] ints(JsonElement array) {
        return Arrays.stream(array.getAsJsonArray().asList().toArray(JsonElement[]::new))
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }
}

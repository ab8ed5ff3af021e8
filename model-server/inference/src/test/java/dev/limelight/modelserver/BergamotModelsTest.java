package dev.limelight.modelserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Bergamot's own outputs, see test-data/bergamot/README.md. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BergamotModelsTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "bergamot");

    private Seq2SeqClient shared;
    private Seq2SeqClient separate;

    @BeforeAll
    void open() {
        shared = open("shared", 1);
        separate = open("separate", 3);
    }

    @AfterAll
    void close() {
        shared.close();
        separate.close();
    }

    @Test
    void when_aModelWithAShortlistTranslates_then_nearlyAllTextsAreBergamots() throws IOException {
        // All on the CPU of the goldens; where last bits of floats differ, a close choice may turn.
        assertTrue(equal(shared, "shared") >= 47);
    }

    @Test
    void when_aDeeperModelWithTwoTablesTranslates_then_nearlyAllTextsAreBergamots()
            throws IOException {
        // Its outputs repeat themselves, so that one step of rounding can change a whole line.
        assertTrue(equal(separate, "separate") >= 47);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "separate"})
    void when_attentionIsTapped_then_itIsThatOfBergamot(String folder) throws IOException {
        JsonArray goldens =
                JsonParser.parseString(
                                Files.readString(DATA.resolve(folder).resolve("alignments.json")))
                        .getAsJsonArray();
        for (JsonElement each : goldens) {
            JsonObject golden = each.getAsJsonObject();
            GeneratedText written =
                    generate(client(folder), golden.get("source").getAsString(), 1).best();
            assertEquals(golden.get("target").getAsString(), written.text());
            List<float[]> rows = written.crossAttention().get(0).weights();
            JsonArray expected = golden.get("alignment").getAsJsonArray();
            assertEquals(expected.size(), rows.size());
            for (int row = 0; row < rows.size(); row++) {
                assertNear(expected.get(row).getAsJsonArray(), rows.get(row));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void when_textsShareBatches_then_eachIsAsItIsAlone(int beams) throws IOException {
        List<String[]> lines = goldens("shared");
        List<GenerateResult> alone =
                lines.stream().map(line -> generate(shared, line[0], beams)).toList();
        for (int seed = 0; seed < 3; seed++) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(seed));
            List<CompletableFuture<GenerateResult>> together =
                    order.stream()
                            .map(i -> shared.generate(request(lines.get(i)[0], beams)))
                            .toList();
            for (int i = 0; i < order.size(); i++) {
                assertSame(alone.get(order.get(i)), together.get(i).join());
            }
        }
    }

    @Test
    void when_aTextIsEmptyOrStrange_then_itIsTranslatedAllTheSame() {
        for (String text :
                List.of("", " ", "\u0000", "</s> <unk>", "\ud800", "😀 漢字", "a".repeat(200))) {
            GeneratedText written = generate(shared, text, 1).best();
            assertTrue(Double.isFinite(written.meanLogProbability()), text);
            assertTrue(written.tokens().stream().noneMatch(token -> token.id() == 1), text);
        }
    }

    private static void assertSame(GenerateResult alone, GenerateResult together) {
        assertEquals(alone.best().text(), together.best().text());
        assertTrue(
                Arrays.equals(alone.best().logProbabilities(), together.best().logProbabilities()));
        List<float[]> rows = alone.best().crossAttention().get(0).weights();
        List<float[]> others = together.best().crossAttention().get(0).weights();
        for (int row = 0; row < rows.size(); row++) {
            assertTrue(Arrays.equals(rows.get(row), others.get(row)), "row " + row);
        }
    }

    private static void assertNear(JsonArray expected, float[] row) {
        assertEquals(expected.size(), row.length);
        for (int i = 0; i < row.length; i++) {
            assertEquals(expected.get(i).getAsFloat(), row[i], 1e-4f);
        }
    }

    private static int equal(Seq2SeqClient client, String folder) throws IOException {
        int equal = 0;
        for (String[] line : goldens(folder)) {
            equal += generate(client, line[0], 1).best().text().equals(line[1]) ? 1 : 0;
        }
        return equal;
    }

    private static GenerateResult generate(Seq2SeqClient client, String text, int beams) {
        return client.generate(request(text, beams)).join();
    }

    private static GenerateRequest request(String text, int beams) {
        return GenerateRequest.of(text).withSettings("{\"num_beams\":%d}".formatted(beams));
    }

    private static List<String[]> goldens(String folder) throws IOException {
        return Files.readAllLines(DATA.resolve(folder).resolve("goldens.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private Seq2SeqClient client(String folder) {
        return folder.equals("shared") ? shared : separate;
    }

    private static Seq2SeqClient open(String folder, int layer) {
        return EmbeddedModels.openSeq2Seq(
                Seq2SeqOptions.of(DATA.resolve(folder).toString())
                        .withBatching(BatchOptions.of(2048).withIntraOpThreads(1))
                        .withCrossTaps(List.of(AttentionTap.head(layer, 0))));
    }
}

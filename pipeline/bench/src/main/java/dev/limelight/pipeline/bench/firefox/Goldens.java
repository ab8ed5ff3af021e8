package dev.limelight.pipeline.bench.firefox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GeneratedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What Bergamot is known to give for some texts, compared with what comes out here. */
final class Goldens {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final double TEXTS = 0.97;
    private static final double STABLE = 0.99;
    private static final double WORDS = 0.995;
    private static final double ATTENTION = 1e-4;
    private static final double LOGITS = 1e-3;

    private final Path folder;
    private final OwnEngine engine;
    private final Bars bars;

    /**
     * @param engine whose attention is the alignment, and batches are of one text
     */
    Goldens(Path folder, OwnEngine engine, Bars bars) {
        this.folder = folder;
        this.engine = engine;
        this.bars = bars;
    }

    void measure() throws IOException {
        texts();
        if (Files.exists(folder.resolve("alignments.json"))) {
            attention();
        }
        if (Files.exists(folder.resolve("logits.json"))) {
            logits();
        }
    }

    private void texts() throws IOException {
        List<String[]> lines =
                Files.readAllLines(folder.resolve("goldens.tsv")).stream()
                        .map(line -> line.split("\t", -1))
                        .toList();
        Agreement all = agreement(lines);
        bars.add("goldens: sentences", ">= 97 %", all.toString(), all.ofTexts() >= TEXTS);
        bars.add(
                "goldens: words",
                ">= 99.5 %",
                String.format(Locale.ROOT, "%.2f %%", 100 * all.ofWords()),
                all.ofWords() >= WORDS);
        List<String[]> stable = lines.stream().filter(Goldens::isStable).toList();
        if (!stable.isEmpty()) {
            Agreement sure = agreement(stable);
            bars.add("stable goldens", ">= 99 %", sure.toString(), sure.ofTexts() >= STABLE);
        }
    }

    private static boolean isStable(String[] line) {
        return line.length > 2 && line[2].equals("1");
    }

    private Agreement agreement(List<String[]> lines) {
        TextRun run = engine.run(lines.stream().map(line -> line[0]).toList());
        return Agreement.of(lines.stream().map(line -> line[1]).toList(), run.texts());
    }

    private void attention() throws IOException {
        double largest = 0;
        for (JsonNode golden : JSON.readTree(folder.resolve("alignments.json").toFile())) {
            String text = golden.get("source").asText();
            GeneratedText written = engine.results(List.of(text), "{}").get(0).best();
            JsonNode weights =
                    golden.has("weights") ? golden.get("weights") : golden.get("alignment");
            List<float[]> rows = written.crossAttention().get(0).weights();
            largest = Math.max(largest, difference(weights, rows));
        }
        bars.add("alignments of the goldens", "within 1e-4", shown(largest), largest <= ATTENTION);
    }

    private static double difference(JsonNode expected, List<float[]> rows) {
        if (expected.size() != rows.size()) {
            return 1;
        }
        return IntStream.range(0, rows.size())
                .mapToDouble(row -> difference(expected.get(row), rows.get(row)))
                .max()
                .orElse(0);
    }

    private static double difference(JsonNode expected, float[] row) {
        return IntStream.range(0, row.length)
                .mapToDouble(at -> Math.abs(expected.get(at).asDouble() - row[at]))
                .max()
                .orElse(0);
    }

    /**
     * The first step's, by the logs of its probabilities, which differ from each other by what
     * logits do.
     */
    private void logits() throws IOException {
        double largest = 0;
        for (JsonNode golden : JSON.readTree(folder.resolve("logits.json").toFile())) {
            largest = Math.max(largest, difference(golden, golden.get("steps").get(0)));
        }
        bars.add("first logits of the goldens", "within 1e-3", shown(largest), largest <= LOGITS);
    }

    private double difference(JsonNode golden, JsonNode step) {
        int number = step.get("ids").size();
        String settings =
                "{\"num_beams\":%d,\"num_return_sequences\":%d,\"max_new_tokens\":1}"
                        .formatted(number, number);
        GenerateResult result =
                engine.results(List.of(golden.get("source").asText()), settings).get(0);
        float likeliest = log(result.sequences(), step.get("ids").get(0).asInt());
        double largest = 0;
        for (int i = 1; i < number; i++) {
            double expected =
                    step.get("logits").get(i).asDouble() - step.get("logits").get(0).asDouble();
            float log = log(result.sequences(), step.get("ids").get(i).asInt());
            largest = Math.max(largest, Math.abs(log - likeliest - expected));
        }
        return largest;
    }

    /** Not a number where no sequence begins with it. */
    private static float log(List<GeneratedText> sequences, int first) {
        return sequences.stream()
                .filter(sequence -> sequence.tokens().get(0).id() == first)
                .map(sequence -> sequence.logProbabilities()[0])
                .findFirst()
                .orElse(Float.NaN);
    }

    private static String shown(double difference) {
        return String.format(Locale.ROOT, "%.1e", difference);
    }
}

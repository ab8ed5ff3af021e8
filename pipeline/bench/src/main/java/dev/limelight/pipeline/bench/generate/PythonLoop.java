package dev.limelight.pipeline.bench.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The same graphs and texts driven from Python by ONNX Runtime, in a process of its own that waits
 * between two runs, so that it can take turns with others. For one thread. Whoever starts it closes
 * it.
 */
final class PythonLoop implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final JsonNode greeting;

    private PythonLoop(Process process, String work) throws IOException {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.greeting = answer(work);
    }

    /**
     * Starts it, and has it generate the first batch.
     *
     * @param model the graphs
     * @param suffix of the graphs
     * @throws IOException when there is no such Python, or it lacks something
     */
    static PythonLoop start(Plan plan, Path model, String suffix, List<Batches> work)
            throws IOException {
        String task = JSON.writeValueAsString(task(plan, model, suffix, work));
        return new PythonLoop(new ProcessBuilder(plan.python(), "-c", script()).start(), task);
    }

    private static String script() throws IOException {
        try (InputStream in = PythonLoop.class.getResourceAsStream("loop.py")) {
            byte[] script = Objects.requireNonNull(in, "loop.py").readAllBytes();
            return new String(script, StandardCharsets.UTF_8);
        }
    }

    /** The tokens that it wrote for each text of the first batch. */
    List<List<Integer>> tokens() {
        List<List<Integer>> tokens = new ArrayList<>();
        for (JsonNode row : greeting.get("tokens")) {
            List<Integer> written = new ArrayList<>();
            row.forEach(token -> written.add(token.asInt()));
            tokens.add(written);
        }
        return tokens;
    }

    /** Of ONNX Runtime. */
    String version() {
        return greeting.get("version").asText();
    }

    /**
     * Seconds that it takes.
     *
     * @param index which of the work
     * @throws UncheckedIOException when it has ended
     */
    double run(int index) {
        try {
            return answer(String.valueOf(index)).get("seconds").asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode answer(String command) throws IOException {
        try {
            commands.write(command + "\n");
            commands.flush();
            String line = answers.readLine();
            if (line != null) {
                return JSON.readTree(line);
            }
        } catch (IOException e) {
            // It has ended; why is in what it said.
        }
        throw new IOException("Python ended with: " + lastWords());
    }

    private String lastWords() {
        return process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .reduce("nothing", (earlier, later) -> later);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static Map<String, Object> task(
            Plan plan, Path model, String suffix, List<Batches> work) {
        return Map.of(
                "encoder",
                model.resolve("encoder_model" + suffix + ".onnx").toString(),
                "decoder",
                model.resolve("decoder_model_merged" + suffix + ".onnx").toString(),
                "start",
                plan.size().vocabulary() - 1,
                "threads",
                plan.threads(),
                "batches",
                work.stream().map(Batches::batches).toList());
    }
}

package dev.limelight.pipeline.bench.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same graphs and texts driven from Python by ONNX Runtime, in a process of its own.
 *
 * @param python the interpreter, by name or path
 * @param folder where the graphs are
 * @param start the token that every target begins with
 * @param threads that share a step
 * @param runs measured runs of each
 */
record PythonLoop(String python, Path folder, int start, int threads, int runs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What it came to for one batch size.
     *
     * @param runs seconds
     * @param tokens written for each text of the first batch
     * @param version of ONNX Runtime
     */
    record Outcome(Runs runs, List<List<Integer>> tokens, String version) {}

    /** Why there is nothing to compare with. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1;

        Missing(String why) {
            super(why);
        }
    }

    /**
     * Runs it.
     *
     * @param suffix of the graphs
     * @return one for each of {@code work}
     * @throws Missing when there is no such Python, or it lacks something
     */
    List<Outcome> run(String suffix, List<Batches> work) throws Missing, InterruptedException {
        Path script = null;
        try {
            script = script();
            Path errors = Files.createTempFile("limelight-loop", ".txt");
            try {
                return outcomes(started(script, errors), errors, task(suffix, work));
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new Missing("%s could not be run: %s".formatted(python, e.getMessage()));
        } finally {
            delete(script);
        }
    }

    private Process started(Path script, Path errors) throws IOException {
        return new ProcessBuilder(python, script.toString()).redirectError(errors.toFile()).start();
    }

    private List<Outcome> outcomes(Process process, Path errors, Map<String, Object> task)
            throws IOException, InterruptedException, Missing {
        try (OutputStream in = process.getOutputStream()) {
            JSON.writeValue(in, task);
        } catch (IOException e) {
            // It ended before it had read all; why is in what it said.
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                outcomes.add(outcome(JSON.readTree(line)));
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0) {
            List<String> said = Files.readAllLines(errors);
            String last = said.isEmpty() ? "nothing" : said.get(said.size() - 1);
            throw new Missing("%s ended with: %s".formatted(python, last));
        }
        return outcomes;
    }

    private Map<String, Object> task(String suffix, List<Batches> work) {
        return Map.of(
                "encoder",
                folder.resolve("encoder_model" + suffix + ".onnx").toString(),
                "decoder",
                folder.resolve("decoder_model_merged" + suffix + ".onnx").toString(),
                "start",
                start,
                "threads",
                threads,
                "runs",
                runs,
                "batches",
                work.stream().map(Batches::batches).toList());
    }

    private static Outcome outcome(JsonNode line) {
        Runs runs = new Runs();
        line.get("seconds").forEach(seconds -> runs.add(seconds.asDouble()));
        List<List<Integer>> tokens = new ArrayList<>();
        for (JsonNode row : line.get("tokens")) {
            List<Integer> written = new ArrayList<>();
            row.forEach(token -> written.add(token.asInt()));
            tokens.add(written);
        }
        return new Outcome(runs, tokens, line.get("version").asText());
    }

    private static Path script() throws IOException {
        Path file = Files.createTempFile("limelight-loop", ".py");
        try (InputStream in = PythonLoop.class.getResourceAsStream("loop.py")) {
            Files.write(file, Objects.requireNonNull(in, "loop.py").readAllBytes());
        }
        return file;
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

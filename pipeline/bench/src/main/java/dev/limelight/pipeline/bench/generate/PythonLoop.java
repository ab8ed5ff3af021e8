package dev.limelight.pipeline.bench.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limelight.pipeline.bench.python.PythonProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same graphs and texts driven from Python by ONNX Runtime, in a process of its own that waits
 * between two runs, so that it can take turns with others. For one thread. Whoever starts it closes
 * it.
 */
final class PythonLoop implements AutoCloseable {

    private final PythonProcess process;
    private final JsonNode greeting;

    private PythonLoop(PythonProcess process, Map<String, Object> work) throws IOException {
        this.process = process;
        this.greeting = process.ask(work);
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
        PythonProcess process = PythonProcess.start(plan.python(), PythonLoop.class, "loop.py");
        return new PythonLoop(process, task(plan, model, suffix, work));
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
            return process.ask(index).get("seconds").asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
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

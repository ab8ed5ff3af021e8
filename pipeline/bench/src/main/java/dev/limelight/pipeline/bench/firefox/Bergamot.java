package dev.limelight.pipeline.bench.firefox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limelight.pipeline.bench.python.PythonProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bergamot itself, from Python, on one thread. For one thread. Whoever starts it closes it. */
final class Bergamot implements AutoCloseable {

    /** What a batch may hold in words where it shall have this many sentences of news. */
    private static final Map<Integer, Integer> WORDS = Map.of(1, 1024, 8, 256, 32, 1024);

    private final PythonProcess process;
    private final String version;

    private Bergamot(PythonProcess process, FirefoxFiles files) throws IOException {
        this.process = process;
        this.version = process.ask(files.forBergamot()).get("version").asText();
    }

    /**
     * Starts it.
     *
     * @param python an interpreter that has the package {@code bergamot}
     * @throws IOException when it has not, or there is none
     */
    static Bergamot start(String python, FirefoxFiles files) throws IOException {
        PythonProcess process = PythonProcess.start(python, Bergamot.class, "bergamot.py");
        try {
            return new Bergamot(process, files);
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    /** Of the package. */
    String version() {
        return version;
    }

    /** Translates each text by itself, so that no other has a part in its shortlist. */
    TextRun alone(List<String> texts) throws IOException {
        return run(texts.stream().map(List::of).toList(), 1);
    }

    /** Translates texts in batches of about so many, which it makes itself: 8 or 32. */
    TextRun batched(List<String> texts, int size) throws IOException {
        return size == 1 ? alone(texts) : run(List.of(texts), size);
    }

    /** Translates what so many callers would send at once, who wait for each other. */
    TextRun called(List<String> texts, int callers) throws IOException {
        List<List<String>> calls = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += callers) {
            calls.add(texts.subList(from, Math.min(texts.size(), from + callers)));
        }
        return run(calls, 1);
    }

    private TextRun run(List<List<String>> calls, int size) throws IOException {
        int words = WORDS.getOrDefault(size, 1024);
        JsonNode answer = process.ask(Map.of("words", words, "lines", calls));
        List<String> texts = new ArrayList<>();
        answer.get("texts").forEach(text -> texts.add(text.asText()));
        return new TextRun(
                texts, answer.get("cpu").asDouble(), 0, answer.get("seconds").asDouble());
    }

    @Override
    public void close() {
        process.close();
    }
}

package dev.limelight.pipeline.bench.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A script in a process of Python that answers each line of JSON with a line of JSON, and waits
 * between two. For one thread. Whoever starts it closes it.
 */
public final class PythonProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private PythonProcess(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a script.
     *
     * @param python the interpreter: a path, or a name on {@code PATH}
     * @param owner the class beside which the script is
     * @param script its name
     * @throws IOException when there is no such Python
     */
    public static PythonProcess start(String python, Class<?> owner, String script)
            throws IOException {
        try (InputStream in = owner.getResourceAsStream(script)) {
            byte[] text = Objects.requireNonNull(in, script).readAllBytes();
            String code = new String(text, StandardCharsets.UTF_8);
            return new PythonProcess(new ProcessBuilder(python, "-c", code).start());
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param command what becomes JSON
     * @throws IOException when the script has ended, with its last words
     */
    public JsonNode ask(Object command) throws IOException {
        try {
            commands.write(JSON.writeValueAsString(command) + "\n");
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
}

package dev.limelight.pipeline.bench.kills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code limelight run} in a process of its own, which is killed (SIGKILL) and started again: what
 * it has on its way to Kafka stays on its way. For one thread.
 */
final class KilledProcess implements KilledJob {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_EVERY_MS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path config;
    private final Path folder;
    private final Thread onExit = new Thread(this::destroy, "kill-the-job");
    private volatile Process process;
    private int port;

    private KilledProcess(Path config, Path folder) throws IOException {
        this.config = config;
        this.folder = folder;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts it and waits until all of its tasks run.
     *
     * @param config the job's configuration
     * @param folder where its checkpoints and its output lie
     */
    static KilledProcess start(Path config, Path folder) throws Exception {
        var job = new KilledProcess(config, folder);
        job.awaitRunning();
        return job;
    }

    @Override
    public void kill() throws Exception {
        process.destroyForcibly().waitFor();
        process = launch();
        awaitRunning();
    }

    @Override
    public void close() throws Exception {
        Runtime.getRuntime().removeShutdownHook(onExit);
        process.destroyForcibly().waitFor();
    }

    private void destroy() {
        process.destroyForcibly();
    }

    private Process launch() throws IOException {
        port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.limelight.pipeline.cli.Limelight", "run"));
        command.addAll(List.of("--config", config.toString()));
        command.addAll(List.of("--checkpoints", folder.resolve("checkpoints").toString()));
        command.addAll(List.of("--web-port", String.valueOf(port)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("run.log").toFile()))
                .start();
    }

    private void awaitRunning() throws Exception {
        while (!isRunning()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "limelight run ended with %d; see %s"
                                .formatted(process.exitValue(), folder.resolve("run.log")));
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private boolean isRunning() throws InterruptedException {
        JsonNode tasks = get("/jobs/overview").path("jobs").path(0).path("tasks");
        int running = tasks.path("running").asInt();
        return running > 0 && running == tasks.path("total").asInt();
    }

    /** Missing while nobody answers yet. */
    private JsonNode get(String path) throws InterruptedException {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return JSON.readTree(
                    http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

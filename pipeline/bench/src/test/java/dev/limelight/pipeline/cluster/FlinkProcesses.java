package dev.limelight.pipeline.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A JobManager and a TaskManager, each a process of its own with {@code deploy/config.yaml},
 * Flink's jars and the job's {@code cluster-lib}, sized as Flink's start scripts do it.
 *
 * <p>Whoever starts it closes it; that, or the end of this JVM, kills both.
 */
final class FlinkProcesses implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 3;
    private static final String HOST = "127.0.0.1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Thread onExit = new Thread(this::kill, "kill-flink");
    private final Path folder;
    private final Configuration settings;
    private final int port;

    private FlinkProcesses(Path folder, Configuration settings, int port) {
        this.folder = folder;
        this.settings = settings;
        this.port = port;
    }

    /** Starts both and waits until the TaskManager's slots are there. */
    static FlinkProcesses start(Path folder) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(Files.createDirectory(folder.resolve("flink-" + attempt)));
            } catch (IllegalStateException e) {
                /* Between choosing a port and binding it, somebody else may have taken it. */
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static FlinkProcesses startOnce(Path folder) throws Exception {
        int port = freePort();
        var flink = new FlinkProcesses(folder, settings(folder, port), port);
        Runtime.getRuntime().addShutdownHook(flink.onExit);
        try {
            flink.startProcesses();
            flink.await(
                    "the TaskManager's slots",
                    START,
                    () -> flink.get("/overview").path("slots-available").asInt() > 0);
            return flink;
        } catch (IllegalStateException e) {
            flink.close();
            throw e;
        }
    }

    /** Where {@code flink run -m} finds it. */
    String address() {
        return HOST + ":" + port;
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** A job's state, as Flink's REST interface names it. */
    String state(String job) throws Exception {
        return get("/jobs/" + job).path("state").asText();
    }

    /** A job's name. */
    String name(String job) throws Exception {
        return get("/jobs/" + job).path("name").asText();
    }

    /** A job's configuration as Flink's web page shows it. */
    JsonNode parameters(String job) throws Exception {
        return get("/jobs/" + job + "/config").at("/execution-config/user-config");
    }

    /** Cancels a job and waits for its end. */
    void cancel(String job) throws Exception {
        var request = HttpRequest.newBuilder(uri("/jobs/" + job + "?mode=cancel"));
        var unused =
                http.send(
                        request.method("PATCH", HttpRequest.BodyPublishers.noBody()).build(),
                        BodyHandlers.discarding());
        await("the job's end", START, () -> state(job).equals("CANCELED"));
    }

    /** Waits for two more checkpoints: whatever was answered before is then committed for good. */
    void awaitCheckpoints(String job) throws Exception {
        int before = checkpoints(job);
        await("two checkpoints", START, () -> checkpoints(job) >= before + 2);
    }

    private int checkpoints(String job) throws Exception {
        return get("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt();
    }

    /** What both wrote, and the command line too. */
    String logs() throws IOException {
        var logs = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : files) {
                logs.append("\n==== ").append(file.getFileName()).append('\n');
                logs.append(Files.readString(file));
            }
        }
        return logs.toString();
    }

    boolean isAlive() {
        return processes.stream().allMatch(Process::isAlive);
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private void kill() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }

    private void startProcesses() throws IOException {
        start(
                StandaloneSessionClusterEntrypoint.class,
                JobManagerProcessUtils.generateJvmParametersStr(
                        JobManagerProcessUtils.processSpecFromConfig(settings), settings),
                "");
        TaskExecutorProcessSpec size = TaskExecutorProcessUtils.processSpecFromConfig(settings);
        start(
                TaskManagerRunner.class,
                ProcessMemoryUtils.generateJvmParametersStr(size),
                TaskExecutorProcessUtils.generateDynamicConfigsStr(size));
    }

    private void start(Class<?> main, String memory, String arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words(memory));
        command.addAll(words(settings.getString("env.java.opts.all", "")));
        command.add(ClusterJars.QUICK_START);
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"));
        command.addAll(List.of("-cp", ClusterJars.flinkClassPath(), main.getName()));
        command.addAll(List.of("--configDir", folder.toString()));
        command.addAll(words(arguments));
        Path log = folder.resolve(main.getSimpleName() + ".log");
        processes.add(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
    }

    private static Configuration settings(Path folder, int port) throws IOException {
        Configuration settings =
                GlobalConfiguration.loadConfiguration(ClusterJars.home("deploy").toString());
        settings.setString("rest.port", String.valueOf(port));
        settings.setString("rest.bind-port", String.valueOf(port));
        settings.setString("rest.address", HOST);
        settings.setString("rest.bind-address", HOST);
        settings.setString("jobmanager.rpc.address", HOST);
        settings.setString("jobmanager.rpc.port", String.valueOf(freePort()));
        settings.setString("taskmanager.host", HOST);
        settings.setString("taskmanager.bind-host", HOST);
        settings.setString("io.tmp.dirs", folder.toString());
        settings.setString(
                "execution.checkpointing.dir", folder.resolve("checkpoints").toUri() + "");
        Files.write(
                folder.resolve("config.yaml"),
                ConfigurationUtils.convertConfigToWritableLines(settings, true));
        Files.writeString(
                folder.resolve("log4j2.properties"),
                """
                rootLogger.level = info
                rootLogger.appenderRef.console.ref = console
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
                """);
        return settings;
    }

    private void await(String what, Duration limit, Callable<Boolean> done) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.call()) {
            if (System.nanoTime() > end || !isAlive()) {
                throw new IllegalStateException(
                        "waited in vain for %s; processes alive: %s%n%s"
                                .formatted(what, isAlive(), logs()));
            }
            Thread.sleep(100);
        }
    }

    /** Missing while the JobManager does not answer yet. */
    private JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private URI uri(String path) {
        return URI.create("http://" + address() + path);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

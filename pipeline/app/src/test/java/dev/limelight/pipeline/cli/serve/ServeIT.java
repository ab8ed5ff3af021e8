package dev.limelight.pipeline.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.cli.Limelight;
import dev.limelight.pipeline.cli.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, ended as a service manager ends it. */
@Timeout(300)
class ServeIT {

    private static final Pattern ADDRESS = Pattern.compile("listening on (http://[^ ]+)");

    private final List<String> said = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private BufferedReader err;
    private String address;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void when_sigtermComesWhileARequestRuns_then_itIsAnsweredAndExit0(@TempDir Path folder)
            throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "first\n\nsecond\n");
        start("--port", "0", "--access-log", "--api-key-file", keys.toString());
        assertThat(said).anyMatch(line -> line.startsWith("try: curl " + address));
        assertThat(summarize("first", "a", "It rained. It rained again.").statusCode())
                .isEqualTo(200);
        assertThat(summarize("third", "b", "It rained.").statusCode()).isEqualTo(401);

        String text = "The bridge was closed on Tuesday because it is very old. ".repeat(150);
        var answer = client.sendAsync(request("second", "long", text), BodyHandlers.ofString());
        awaitBusyWorker();
        process.toHandle().destroy();

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        err.lines().forEach(said::add);
        assertThat(process.exitValue()).isZero();
        assertThat(said)
                .anyMatch(
                        line ->
                                line.matches(
                                        "[-0-9T:.]+Z 127\\.0\\.0\\.1 POST /v1/summarize 200 .* long"))
                .anyMatch(line -> line.startsWith("stopping: "))
                .endsWith("stopped");
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void when_thePortIsTaken_then_exit1InOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            Ran ran = Ran.command("serve", "--port", port);

            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines().toList().get(1))
                    .startsWith("limelight: cannot listen on 127.0.0.1 port " + port);
        }
    }

    private void start(String... words) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlimelight.home=no-such-folder",
                                Limelight.class.getName(),
                                "serve"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process = builder.start();
        err =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            said.add(line);
            Matcher found = ADDRESS.matcher(line);
            address = found.find() ? found.group(1) : address;
            if (line.startsWith("try: ")) {
                return;
            }
        }
        throw new IOException("it did not start: " + said);
    }

    private void awaitBusyWorker() throws Exception {
        var metrics =
                HttpRequest.newBuilder(URI.create(address + "/metrics"))
                        .header("Authorization", "Bearer first")
                        .build();
        while (!client.send(metrics, BodyHandlers.ofString())
                .body()
                .contains("limelight_workers_busy 1.0")) {
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> summarize(String key, String id, String text) throws Exception {
        return client.send(request(key, id, text), BodyHandlers.ofString());
    }

    private HttpRequest request(String key, String id, String text) {
        return HttpRequest.newBuilder(URI.create(address + "/v1/summarize"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .header("X-Request-Id", id)
                .POST(BodyPublishers.ofString("{\"text\":\"%s\"}".formatted(text)))
                .build();
    }
}

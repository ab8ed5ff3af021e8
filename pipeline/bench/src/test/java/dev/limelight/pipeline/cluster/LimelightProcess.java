package dev.limelight.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command as the launcher calls it, in a process of its own. Whoever starts it closes it. */
final class LimelightProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final Path errors;

    private LimelightProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts a command in a folder. */
    static LimelightProcess start(Path folder, String... words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + ClusterJars.home("deploy", "jvm.options"));
        command.add(ClusterJars.QUICK_START);
        command.add("-Dlimelight.home=" + ClusterJars.home("."));
        command.addAll(List.of("-cp", ClusterJars.launcherClassPath()));
        command.add("dev.limelight.pipeline.cli.Limelight");
        command.addAll(List.of(words));
        Path errors = Files.createTempFile(folder, "errors-", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .start();
        return new LimelightProcess(process, errors);
    }

    /** What it wrote to standard error so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Waits until standard error has some words. */
    void awaitError(String words) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!errors().contains(words)) {
            assertThat(process.isAlive()).as(errors()).isTrue();
            assertThat(System.nanoTime()).as("'%s' in %s", words, errors()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** Reads one line of standard output and then no more, as {@code head -1} does. */
    String head() throws IOException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return out.readLine();
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end, and tells its exit code. */
    int exitCode() throws Exception {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as(errors()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

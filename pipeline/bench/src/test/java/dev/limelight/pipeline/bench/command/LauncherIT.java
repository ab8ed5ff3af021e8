package dev.limelight.pipeline.bench.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class path that the build wrote for {@code ./limelight}, in a process of its own. */
class LauncherIT {

    @TempDir private Path folder;

    @Test
    void when_theLaunchersClassPathIsUsed_then_aCommandRunsAndNothingIsOnStandardError()
            throws Exception {
        Process process = start("summarize", "--length", "1", text());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("err"))).isEmpty();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("out"))).contains("The bridge was closed");
    }

    private String text() throws IOException {
        Path file = folder.resolve("bridge.txt");
        return Files.writeString(
                        file,
                        "The bridge was closed on Tuesday. Engineers had found cracks.",
                        UTF_8)
                .toString();
    }

    private Process start(String... arguments) throws IOException {
        Path root = Repository.root();
        String libraries = Files.readString(root.resolve("pipeline/target/classpath.txt")).strip();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + root.resolve("deploy/jvm.options"),
                                "-Dlimelight.home=" + root,
                                "-cp",
                                libraries + ":" + root.resolve("pipeline/bench/target/classes"),
                                LimelightWithBench.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }
}

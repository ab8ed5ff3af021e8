package dev.limelight.modelserver.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class NativeLibrariesTest {

    /** What another JVM runs: ONNX Runtime, of which it prints where its library lies. */
    static final class Loading {

        private Loading() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(OrtEnvironment.getEnvironment().getVersion());
            Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.contains("onnxruntime"))
                    .forEach(System.out::println);
        }
    }

    @Test
    void when_theLibrariesAreUnpacked_then_anotherJvmLoadsThemFromThere(@TempDir Path temp)
            throws IOException, InterruptedException {
        Path folder = temp.resolve("native");
        NativeLibraries.main(new String[] {folder.toString()});
        NativeLibraries.main(new String[] {folder.toString()}); // replaces them
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Donnxruntime.native.path=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Loading.class.getName())
                        .redirectErrorStream(true)
                        .start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        assertThat(lines).hasSizeGreaterThan(2);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.contains("" + folder));
    }
}

package dev.limelight.pipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What lies where: a native library is loaded once a JVM, so it must not come with each job. */
class JobJarIT {

    private static final Pattern NATIVE =
            Pattern.compile(".*\\.(so|dll|dylib|jnilib)(\\.[0-9.]+)?|.*\\.onnx");

    @Test
    void when_jobIsPacked_then_itHasNoNativeLibraryAndNoModel() throws IOException {
        assertThat(entries(ClusterJars.jobJar()))
                .contains("dev/limelight/pipeline/PipelineMain.class", "org/jsoup/Jsoup.class")
                .noneMatch(entry -> NATIVE.matcher(entry).matches());
    }

    /** Flink's own would win or lose against it by chance. */
    @Test
    void when_jobIsPacked_then_itHasNothingOfFlinkButTheConnector() throws IOException {
        assertThat(entries(ClusterJars.jobJar()))
                .filteredOn(entry -> entry.startsWith("org/apache/flink/"))
                .isNotEmpty()
                .allMatch(entry -> entry.equals("org/apache/flink/") || isOfConnector(entry));
    }

    @Test
    void when_jobIsPacked_then_itHasNoBrokerAndNoCommandLine() throws IOException {
        assertThat(entries(ClusterJars.jobJar()))
                .noneMatch(
                        entry -> entry.startsWith("picocli/") || entry.startsWith("kafka/server/"));
    }

    @Test
    void when_clusterLibIsPacked_then_itHasNothingOfTheJob() throws IOException {
        for (Path jar : ClusterJars.clusterLib()) {
            assertThat(entries(jar)).noneMatch(entry -> entry.startsWith("dev/limelight/"));
        }
        assertThat(ClusterJars.clusterLib())
                .extracting(jar -> jar.getFileName().toString().replaceAll("-[0-9.]+.*", ""))
                .contains("onnxruntime", "tokenizers", "zstd-jni", "lz4-java", "snappy-java");
    }

    private static boolean isOfConnector(String entry) {
        return entry.startsWith("org/apache/flink/connector/")
                || entry.startsWith("org/apache/flink/streaming/");
    }

    private static List<String> entries(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }
}

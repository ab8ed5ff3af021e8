package dev.limelight.pipeline.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the build packed for a cluster, and what Flink's distribution brings itself. */
final class ClusterJars {

    private static final Pattern CONNECTOR = Pattern.compile("flink-connector-(base|kafka).*");

    /**
     * What flink-dist and its log4j jars hold. The distribution is not on Maven Central, its parts
     * are. Compression libraries are among them, but are left out here: cluster-lib brings them.
     */
    private static final List<String> DISTRIBUTION =
            List.of(
                    "flink-",
                    "commons-",
                    "snakeyaml-engine",
                    "kryo",
                    "reflectasm",
                    "objenesis",
                    "minlog",
                    "RoaringBitmap",
                    "javassist",
                    "async-profiler",
                    "jsr305",
                    "log4j-",
                    "slf4j-api");

    /** For processes that live a minute: on two cores the optimizing compiler takes one of them. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private ClusterJars() {}

    /** A place in the repository. */
    static Path home(String first, String... more) {
        return Path.of("..", "..").toAbsolutePath().normalize().resolve(Path.of(first, more));
    }

    static Path jobJar() {
        return home("pipeline", "target", "limelight-job.jar");
    }

    /** The jars that a user copies into Flink's lib. */
    static List<Path> clusterLib() {
        try (Stream<Path> jars = Files.list(home("pipeline", "target", "cluster-lib"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no cluster-lib, expected mvn package before", e);
        }
    }

    /** Flink's lib folder: the distribution and cluster-lib, without anything of the job. */
    static String flinkClassPath() {
        return Stream.concat(
                        launcherEntries().filter(ClusterJars::isOfDistribution),
                        clusterLib().stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The class path of {@code ./limelight}. */
    static String launcherClassPath() {
        return Stream.concat(
                        Stream.of(home("pipeline", "bench", "target", "classes").toString()),
                        launcherEntries())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> launcherEntries() {
        try {
            String path = Files.readString(home("pipeline", "target", "classpath.txt"));
            return Arrays.stream(path.strip().split(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("no class path, expected mvn package before", e);
        }
    }

    private static boolean isOfDistribution(String jar) {
        String name = String.valueOf(Path.of(jar).getFileName());
        return DISTRIBUTION.stream().anyMatch(name::startsWith)
                && !CONNECTOR.matcher(name).matches();
    }
}

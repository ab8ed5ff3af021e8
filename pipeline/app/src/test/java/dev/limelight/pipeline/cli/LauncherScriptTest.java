package dev.limelight.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code limelight} with a build and a Java that say what they were given. */
@Tag("slow")
class LauncherScriptTest {

    private static final Path SCRIPT =
            Path.of("..", "..").toAbsolutePath().normalize().resolve("limelight");

    @TempDir private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws IOException {
        home = folder.toRealPath();
        Files.copy(SCRIPT, home.resolve("limelight"));
        for (String source : List.of("pom.xml", "a/pom.xml", "a/b/pom.xml")) {
            write(source, "");
        }
        write("a/b/src/main/A.java", "");
        write(
                "bin/mvn",
                "#!/bin/sh\nmkdir -p pipeline/target\necho x.jar >pipeline/target/classpath.txt\n");
    }

    @Test
    void when_theBuildIsOld_then_classesAreArchivedAndTaken() throws Exception {
        javaArchiving("touch \"$archive\"");
        assertThat(run("models", "list"))
                .contains("-XX:SharedArchiveFile=" + archive())
                .endsWith("models list\n");
        assertThat(archive()).exists();
        assertThat(run("models")).doesNotContain("building").contains("-XX:SharedArchiveFile=");
    }

    @Test
    void when_classesCannotBeArchived_then_commandsRunWithoutThem() throws Exception {
        javaArchiving("touch \"$archive\"; echo no; exit 1");
        assertThat(run("models", "list"))
                .doesNotContain("-XX:SharedArchiveFile=", "no\n")
                .endsWith("models list\n");
        assertThat(archive()).doesNotExist();
        assertThat(home.resolve("pipeline/target/limelight.jsa.new")).doesNotExist();
    }

    private Path archive() {
        return home.resolve("pipeline/target/limelight.jsa");
    }

    /** A Java that does so with the archive that it is to make, and else prints its arguments. */
    private void javaArchiving(String does) throws IOException {
        write(
                "bin/java",
                """
                #!/bin/sh
                for word; do
                  case $word in
                    -XshowSettings*) echo "java.specification.version = 17"; exit ;;
                    -XX:ArchiveClassesAtExit=*) archive=${word#*=}; %s; exit ;;
                  esac
                done
                echo "$@"
                """
                        .formatted(does));
    }

    private String run(String... words) throws Exception {
        var builder = new ProcessBuilder("bash", home.resolve("limelight").toString());
        builder.command().addAll(List.of(words));
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] printed = process.getInputStream().readAllBytes();
        process.waitFor();
        return new String(printed, StandardCharsets.UTF_8);
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}

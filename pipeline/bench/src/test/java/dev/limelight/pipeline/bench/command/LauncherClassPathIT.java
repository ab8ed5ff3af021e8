package dev.limelight.pipeline.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the build of this module writes for the launcher. */
class LauncherClassPathIT {

    /** Without it SLF4J drops every line, and {@code --debug} shows nothing. */
    @Test
    void when_theLauncherRuns_then_theLogHasAnImplementation() throws Exception {
        assertThat(Files.readString(Path.of("../target/classpath.txt")))
                .contains("log4j-slf4j2-impl");
    }
}

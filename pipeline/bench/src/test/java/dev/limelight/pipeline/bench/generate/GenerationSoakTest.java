package dev.limelight.pipeline.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GenerationSoakTest {

    private static final int REQUESTS = 3000;

    /** Other tests of this JVM may have left it small; a leak of native memory would be more. */
    private static final int MOST_GROWTH_MB = 250;

    @Test
    void when_thousandsOfRequestsRan_then_processHasNotGrown(@TempDir Path folder)
            throws Exception {
        var steps = new ArrayList<String>();
        SoakOutcome outcome = new GenerationSoak(folder, REQUESTS, steps::add).run();
        outcome.lines().forEach(System.out::println);
        assertThat(outcome.kinds())
                .containsKeys("answered", "INVALID", "TIMEOUT", "TOO_LARGE", "cancelled")
                .doesNotContainKeys("MODEL_ERROR", "CLOSED");
        assertThat(outcome.requests()).isEqualTo(REQUESTS);
        assertThat(steps).hasSize(GenerationSoak.STEPS);
        assertThat(outcome.growth()).isLessThan(MOST_GROWTH_MB);
    }
}

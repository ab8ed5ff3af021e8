package dev.limelight.modelserver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.fixture.ChildJvm;
import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In JVMs of their own, because native libraries stay with the loader that came first. */
@Tag("slow")
class ClusterLayoutTest {

    private static final String ALL = System.getProperty("java.class.path");

    @Test
    void when_nativeLibrariesAreInTheClusterLoader_then_twoJobsWorkSideBySide() throws Exception {
        String ownClasses =
                Arrays.stream(ALL.split(File.pathSeparator))
                        .filter(entry -> entry.endsWith("test-classes"))
                        .collect(Collectors.joining(File.pathSeparator));
        ChildJvm.Outcome outcome = ChildJvm.run(TwoJobs.class, ownClasses, ALL);
        assertThat(outcome.output())
                .contains("job tokens: 6\njob writes: 1\n".repeat(3) + "separate classes: true");
        assertThat(outcome.status()).isZero();
    }

    /** At different moments of a forward pass. */
    @RepeatedTest(4)
    void when_jvmExitsUnderLoad_then_itDoesNotCrash(RepetitionInfo repetition) throws Exception {
        String delay = Integer.toString(37 * repetition.getCurrentRepetition());
        ChildJvm.Outcome outcome = ChildJvm.run(ExitUnderLoad.class, ALL, delay);
        assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
        assertThat(outcome.output()).contains("leaving").doesNotContain("SIG");
    }
}

package dev.limelight.modelserver.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.fixture.ChildJvm;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Tag("slow")
class NativeMemoryTest {

    /**
     * The heap of the child may take 1 GB in any order; a leaked tensor a request would be more.
     */
    private static final int MOST_GROWTH_MB = 250;

    @Test
    void when_thousandsOfRequestsRan_then_processHasNotGrown() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.run(Soak.class, System.getProperty("java.class.path"));
        System.out.println(outcome.output());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        Matcher growth = Pattern.compile("growth MB.*: (-?\\d+)").matcher(outcome.output());
        assertThat(growth.results().map(r -> Integer.parseInt(r.group(1))))
                .hasSize(2)
                .allMatch(megabytes -> megabytes < MOST_GROWTH_MB);
    }

    @Test
    void when_thousandsOfTextsWereGenerated_then_processHasNotGrown() throws Exception {
        ChildJvm.Outcome outcome =
                ChildJvm.run(
                        Seq2SeqSoak.class,
                        System.getProperty("java.class.path"),
                        "../../test-data/seq2seq/marian-split");
        System.out.println(outcome.output());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        Matcher growth = Pattern.compile("growth MB: (-?\\d+)").matcher(outcome.output());
        assertThat(growth.results().map(r -> Integer.parseInt(r.group(1))))
                .singleElement()
                .satisfies(megabytes -> assertThat(megabytes).isLessThan(MOST_GROWTH_MB));
    }
}

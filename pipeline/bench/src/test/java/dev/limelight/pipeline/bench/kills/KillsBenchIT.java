package dev.limelight.pipeline.bench.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KillsBenchIT {

    @Test
    void when_aTaskManagerIsKilledTwice_then_nothingIsLostOrTwice() throws Exception {
        List<String> steps = new ArrayList<>();
        KillsBench.Outcome outcome = new KillsBench(2, false, Map.of(), steps::add).run();

        assertThat(steps).containsExactly("kill 1 of 2", "kill 2 of 2");
        assertThat(outcome.lines()).anyMatch(line -> line.contains(": 0 lost, 0 twice"));
        assertThat(outcome.lines()).filteredOn(line -> line.startsWith("| ")).hasSize(4);
    }

    @Test
    void when_nothingIsToBeKilled_then_refused() {
        assertThatThrownBy(() -> new KillsBench(0, false, Map.of(), step -> {}))
                .hasMessage("0 kills, expected 1 or more");
    }
}

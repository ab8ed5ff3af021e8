package dev.limelight.pipeline.bench.firefox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void when_aFigureIsAdded_then_itIsShownAtOnceAndStandsInTheTable() {
        List<String> shown = new ArrayList<>();
        var bars = new Bars(shown::add);
        bars.add("memory", "<= 250 MB", "317 MB", false);
        assertThat(shown).containsExactly("memory: 317 MB (NOT <= 250 MB)");
        bars.add("words", ">= 99.5 %", "99.9 %", true);
        assertThat(shown).last().isEqualTo("words: 99.9 % (>= 99.5 %)");
        assertThat(bars.lines()).last().asString().contains("words", "99.9 %", "yes");
        assertThat(bars.lines()).anyMatch(line -> line.contains("317 MB") && line.contains("NO"));
    }
}

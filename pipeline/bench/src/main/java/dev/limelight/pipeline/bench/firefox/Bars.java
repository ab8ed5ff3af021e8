package dev.limelight.pipeline.bench.firefox;

import dev.limelight.pipeline.bench.Table;
import java.util.List;

/** What was measured beside what it must be. */
final class Bars {

    private final Table table = new Table("what", "bar", "measured", "met");

    /**
     * One line.
     *
     * @param measured shown as it is
     */
    void add(String what, String bar, String measured, boolean isMet) {
        table.row(what, bar, measured, isMet ? "yes" : "NO");
    }

    List<String> lines() {
        return table.lines();
    }
}

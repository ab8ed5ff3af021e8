package dev.limelight.pipeline.bench.firefox;

import dev.limelight.pipeline.bench.Table;
import java.util.List;
import java.util.function.Consumer;

/** What was measured beside what it must be. */
final class Bars {

    private final Table table = new Table("what", "bar", "measured", "met");
    private final Consumer<String> shown;

    /**
     * @param shown told each as soon as it is known, so that a run that is ended early is not lost
     */
    Bars(Consumer<String> shown) {
        this.shown = shown;
    }

    /**
     * One line.
     *
     * @param measured shown as it is
     */
    void add(String what, String bar, String measured, boolean isMet) {
        table.row(what, bar, measured, isMet ? "yes" : "NO");
        shown.accept("%s: %s (%s%s)".formatted(what, measured, isMet ? "" : "NOT ", bar));
    }

    /** All of them, as a table. */
    List<String> lines() {
        return table.lines();
    }
}

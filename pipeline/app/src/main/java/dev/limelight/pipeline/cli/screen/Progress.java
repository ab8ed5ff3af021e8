package dev.limelight.pipeline.cli.screen;

import java.io.PrintWriter;
import java.util.List;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on standard error, silent unless that is a terminal that can erase a line. Output
 * that is printed while it is open must go through {@link #print}. Closing removes the bar.
 * Thread-safe.
 */
public final class Progress implements AutoCloseable {

    private static final int UPDATE_MS = 200;

    private final @Nullable BottomLine line;
    private final @Nullable ProgressBar bar;

    /** A bar of so many steps. */
    public Progress(String task, long steps) {
        this(
                task,
                steps,
                Terminal.showsBars()
                        ? new BottomLine(System.err, Terminal.current().width())
                        : null);
    }

    /** Likewise, on a line; null for none. */
    Progress(String task, long steps, @Nullable BottomLine line) {
        this.line = line;
        this.bar = line == null ? null : bar(task, steps, line);
    }

    private static ProgressBar bar(String task, long steps, BottomLine line) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setConsumer(line)
                .clearDisplayOnFinish()
                .build();
    }

    /** Prints lines above the bar, and flushes. */
    public void print(PrintWriter out, List<String> lines) {
        Runnable printing =
                () -> {
                    lines.forEach(out::println);
                    out.flush();
                };
        if (line == null) {
            printing.run();
        } else {
            line.above(printing);
        }
    }

    /** Sets the number of steps where it was not known before. */
    public void expect(long steps) {
        if (bar != null) {
            bar.maxHint(steps);
        }
    }

    /** Says what the next step is. */
    public void step(String what) {
        if (bar != null) {
            bar.setExtraMessage(what);
            bar.step();
        }
    }

    /** One more step is done. */
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null && line != null) {
            bar.close();
            /* The library may still be drawing on a thread of its own. */
            line.close();
        }
    }
}

package dev.limelight.pipeline.cli.screen;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error; silent where that is not a terminal. */
public final class Progress implements AutoCloseable {

    private final @Nullable ProgressBar bar;

    /** A bar of so many steps. */
    public Progress(String task, long steps) {
        bar =
                !Terminal.isTerminal(2)
                        ? null
                        : new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(steps)
                                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                                .setUpdateIntervalMillis(200)
                                .clearDisplayOnFinish()
                                .build();
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
        if (bar != null) {
            bar.close();
        }
    }
}

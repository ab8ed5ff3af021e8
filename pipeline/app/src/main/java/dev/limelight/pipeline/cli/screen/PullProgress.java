package dev.limelight.pipeline.cli.screen;

import dev.limelight.modelserver.hub.fetch.PullListener;

/** Shows the progress of a pull on standard error; silent unless that is a terminal. */
public final class PullProgress implements PullListener, AutoCloseable {

    private static final long STEP = 1_000_000;

    private final Progress bar;
    private String file = "";
    private long shown;
    private long expected;

    /** A bar for a model. */
    public PullProgress(String model) {
        bar = new Progress(model, 0);
    }

    @Override
    public void fetched(String name, long octets, long size) {
        if (!name.equals(file)) {
            file = name;
            shown = 0;
            expected += Math.max(0, size / STEP);
            bar.expect(expected);
        }
        for (; shown < octets / STEP; shown++) {
            bar.step(name);
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}

package dev.limelight.pipeline.cli.option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Waits for SIGTERM and Ctrl-C. An exit hook of the JVM would be too late: the engines have one,
 * too, all run at once, and running requests would fail. A second signal ends the process as usual.
 * Thread-safe; closing restores the former signal handlers.
 */
public final class StopSignal implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("TERM", "INT");

    private final Map<String, Object> before = new LinkedHashMap<>();
    private final CountDownLatch came = new CountDownLatch(1);

    private StopSignal() {}

    /** Waits for signals from now on, in place of the JVM. */
    public static StopSignal install() {
        var stop = new StopSignal();
        for (String name : SIGNALS) {
            stop.before.put(name, Signals.register(name, stop::come));
        }
        return stop;
    }

    /** Blocks until a signal comes. */
    public void await() throws InterruptedException {
        came.await();
    }

    /** Waits for so long, and tells whether a signal came. */
    public boolean came(long millis) throws InterruptedException {
        return came.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        before.forEach(Signals::unregister);
    }

    private void come() {
        close();
        came.countDown();
    }
}

package dev.limelight.pipeline.document;

import java.util.concurrent.CancellationException;

/** Where long work on one document stops when nobody waits for it any more. Stateless. */
public final class Interruption {

    private Interruption() {}

    /**
     * Costs nanoseconds; leaves the thread's interrupt status as it is.
     *
     * @throws CancellationException if this thread is interrupted
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the work was cancelled while a text was read");
        }
    }
}

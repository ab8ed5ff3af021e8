package dev.limelight.pipeline.cancel;

import java.util.concurrent.CancellationException;

/**
 * Stops work on a document. Whoever no longer wants it interrupts the thread that works: a server
 * whose client has gone or whose time is up, an operator whose document is late. Each loop that
 * goes through a document asks here in each round, so that no processor works for nobody.
 */
public final class Interruption {

    private Interruption() {}

    /**
     * Goes on unless this thread is interrupted. It stays interrupted.
     *
     * @throws CancellationException if it is
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for the document any more");
        }
    }
}

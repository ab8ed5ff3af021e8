package dev.limelight.modelserver;

/** Counts the unanswered requests of one handle. Thread-safe. */
final class OwnRequests {

    private int running;
    private boolean closed;

    /** Registers a request; false when the handle is closed. */
    synchronized boolean begin() {
        if (!closed) {
            running++;
        }
        return !closed;
    }

    synchronized void end() {
        running--;
        notifyAll();
    }

    /**
     * Lets no more requests in and waits for those that are. An interrupt does not end the wait, it
     * stays set.
     *
     * @return true for the first caller only
     */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        boolean interrupted = false;
        while (running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return first;
    }
}

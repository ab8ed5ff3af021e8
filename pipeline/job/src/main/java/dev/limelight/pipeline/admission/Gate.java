package dev.limelight.pipeline.admission;

import java.util.concurrent.CompletableFuture;

/**
 * Counts the documents that one subtask works on, and tells its source when there is room for
 * another. It refuses none: what comes beyond the limit is counted, too. Thread-safe.
 */
public final class Gate {

    private final int limit;
    private int inside;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /**
     * @param limit documents, at least 1
     */
    Gate(int limit) {
        this.limit = limit;
    }

    /** A document has come; each that enters leaves once. */
    public synchronized void enter() {
        inside++;
        if (inside == limit) {
            room = new CompletableFuture<>();
        }
    }

    /** A document is done, or is given up. */
    public synchronized void leave() {
        inside--;
        if (inside == limit - 1) {
            room.complete(null);
        }
    }

    /** Whether there is room. */
    public synchronized boolean isOpen() {
        return inside < limit;
    }

    /** Completes as soon as there is room. */
    synchronized CompletableFuture<Void> room() {
        return room;
    }
}

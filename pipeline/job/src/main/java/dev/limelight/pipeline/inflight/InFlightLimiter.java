package dev.limelight.pipeline.inflight;

import java.util.concurrent.CompletableFuture;

/**
 * Counts the documents of one subtask that wait to be worked on, and tells its source when there is
 * room for another. It refuses none: what comes beyond the limits is counted, too. Thread-safe.
 *
 * <p>A source that paused as soon as one document waits would keep short documents behind it in
 * Kafka. What waits is a part of each checkpoint, so there are limits to it.
 */
public final class InFlightLimiter {

    /** Documents that may wait. */
    static final int DOCUMENTS = 64;

    /** UTF-16 units of text that may wait; some megabytes of a checkpoint. */
    static final long LENGTH = 2_000_000;

    private int documents;
    private long length;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /**
     * A document waits; each that enters leaves once.
     *
     * @param units of its text, UTF-16
     */
    public synchronized void enter(int units) {
        boolean wasOpen = isOpen();
        documents++;
        length += units;
        if (wasOpen && !isOpen()) {
            room = new CompletableFuture<>();
        }
    }

    /**
     * A document is worked on now, or is given up.
     *
     * @param units as it entered with
     */
    public synchronized void leave(int units) {
        documents--;
        length -= units;
        if (isOpen()) {
            room.complete(null);
        }
    }

    /** Whether there is room. */
    public synchronized boolean isOpen() {
        return documents < DOCUMENTS && length < LENGTH;
    }

    /** Completes as soon as there is room. */
    synchronized CompletableFuture<Void> room() {
        return room;
    }
}

package dev.limelight.modelserver;

import java.time.Duration;

/**
 * A loaded model and the threads that answer for it. Thread-safe; {@link EngineRegistry} closes it.
 */
interface SharedEngine extends AutoCloseable {

    /** Answers what is queued, stops the threads, frees the memory. */
    @Override
    void close();

    /**
     * Stops the threads and leaves the memory to the end of the process.
     *
     * @param patience how long to wait for the passes under way
     */
    void abort(Duration patience);
}

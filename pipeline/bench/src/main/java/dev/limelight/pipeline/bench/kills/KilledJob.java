package dev.limelight.pipeline.bench.kills;

/** A job that is killed and comes back from its last checkpoint. Closing stops it for good. */
interface KilledJob extends AutoCloseable {

    /** Kills it, gives it what it needs to come back, and waits until all of its tasks run. */
    void kill() throws Exception;

    @Override
    void close() throws Exception;
}

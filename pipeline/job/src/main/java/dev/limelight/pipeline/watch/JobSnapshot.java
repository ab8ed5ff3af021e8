package dev.limelight.pipeline.watch;

import java.util.List;

/**
 * The state of a job at one moment.
 *
 * @param isRunning whether each of its tasks runs
 * @param tasksWaiting tasks that wait for a slot
 * @param failures what it failed with so far, as far as Flink remembers; oldest first
 */
public record JobSnapshot(boolean isRunning, int tasksWaiting, List<Failure> failures) {

    /**
     * What made a job restart.
     *
     * @param at epoch milliseconds
     * @param stackTrace as Flink prints it
     */
    public record Failure(long at, String stackTrace) {}
}

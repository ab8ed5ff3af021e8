package dev.limelight.pipeline.watch;

import dev.limelight.pipeline.watch.FlinkRest.Slots;
import dev.limelight.pipeline.watch.JobSnapshot.Failure;
import java.util.Optional;

/**
 * Reports how the submission of a job to a cluster ended. For one thread.
 *
 * @param needed slots that it takes
 */
public record SubmittedJob(Causes causes, int needed) {

    /** What there is to say already: that it runs, or why it does not; empty while it starts. */
    public Optional<String> words(JobSnapshot job) {
        return job.failures().stream()
                .map(Failure::stackTrace)
                .reduce((first, second) -> second)
                .map(failure -> "it fails and restarts: " + causes.oneLine(failure))
                .or(() -> job.isRunning() ? Optional.of("it runs") : Optional.empty());
    }

    /** Why it does not run after a while in which nothing was said. */
    public String words(JobSnapshot job, Slots slots) {
        return job.tasksWaiting() == 0
                ? "it is still starting"
                : ("it waits for slots: it needs %d, the cluster has %d, of which %d are free; expected"
                                + " more TaskManagers, more taskmanager.numberOfTaskSlots, or a lower"
                                + " parallelism (keys parallelism and translate.parallelism)")
                        .formatted(needed, slots.total(), slots.free());
    }
}

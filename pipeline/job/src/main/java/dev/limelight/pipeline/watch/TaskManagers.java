package dev.limelight.pipeline.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a cluster whose TaskManagers have ended from one that has lost sight of them. After
 * a long pause of the JVM a TaskManager that runs registers again within seconds. For one thread.
 */
public final class TaskManagers {

    /** A TaskManager that has not registered again by then has ended. */
    static final Duration AWAY = Duration.ofMinutes(1);

    private final Clock clock;
    private boolean wereThere;
    private @Nullable Instant gone;

    /**
     * @param clock what tells the time
     */
    public TaskManagers(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes an observation.
     *
     * @param number how many the cluster has now
     * @return whether there were some, and none for a minute
     */
    public boolean haveEnded(int number) {
        if (number > 0) {
            wereThere = true;
            gone = null;
            return false;
        }
        Instant now = clock.instant();
        gone = gone == null ? now : gone;
        return wereThere && !now.isBefore(gone.plus(AWAY));
    }
}

package dev.limelight.modelserver.batching;

import java.util.ArrayDeque;
import java.util.Deque;

/** The cohorts of one lane, which take turns, a step each. For one thread. */
final class CohortLane {

    /** More would make each newcomer's steps slower than the wait that they save. */
    private static final int MOST_COHORTS = 3;

    private final Deque<Cohort> cohorts = new ArrayDeque<>();

    boolean isEmpty() {
        return cohorts.isEmpty();
    }

    /** Whether another cohort may start beside those that run: they are long ones. */
    boolean admitsMore() {
        return cohorts.size() < MOST_COHORTS && cohorts.stream().allMatch(Cohort::isLong);
    }

    void add(Cohort cohort) {
        cohorts.addLast(cohort);
    }

    /** The cohort whose turn it is, taken out; to be added again if it goes on. */
    Cohort take() {
        return cohorts.removeFirst();
    }

    /** Source positions of the next steps, padding included. */
    int positions() {
        return cohorts.stream().mapToInt(Cohort::positions).sum();
    }
}

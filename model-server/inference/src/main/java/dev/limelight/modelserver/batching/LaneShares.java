package dev.limelight.modelserver.batching;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/**
 * Shares an engine between lanes by weighted fair queueing: each lane has an account of what it
 * used, divided by its weight, and the lane with the smallest account is next. Not thread-safe.
 */
final class LaneShares {

    private final Map<Lane, Double> used = new EnumMap<>(Lane.class);
    private double reached;

    /** The lane that is next, out of those that have work; at least one. */
    Lane next(Collection<Lane> ready) {
        return ready.stream().min(Comparator.comparingDouble(this::used)).orElseThrow();
    }

    /** Charges a lane for work, in any unit that is the same for both. */
    void charge(Lane lane, long work) {
        double before = used(lane);
        reached = Math.max(reached, before);
        used.put(lane, before + (double) work / lane.weight());
    }

    /** A lane that had nothing to do begins where the other one is: idleness saves up no claim. */
    void wake(Lane lane) {
        used.put(lane, Math.max(used(lane), reached));
    }

    private double used(Lane lane) {
        return used.getOrDefault(lane, 0.0);
    }
}

package dev.limelight.modelserver.batching;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each request its lane and its turn. Requests of one group, a document for instance, take
 * turns with those of others by start-time fair queueing (Goyal et al. 1996): a turn is how much
 * its group has been given before it, and whoever comes new begins where the queue is, which each
 * start moves on. So each turn comes, whatever else comes in. Not thread-safe. Remembers a group as
 * long as one of its requests is not answered.
 */
final class Groups {

    private final int quickWork;
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<Lane, Long> reached = new EnumMap<>(Lane.class);

    /** What one group asked for. */
    private static final class Group {
        private int unanswered;
        private long work;
        private long next;
    }

    /**
     * Creates the groups.
     *
     * @param quickWork positions that a group may ask for before its requests are bulk
     */
    Groups(int quickWork) {
        this.quickWork = quickWork;
    }

    /** A request comes in. One without a group is its own, and quick. */
    void enter(QueuedRequest<?, ?> request) {
        Lane lane = lane(request.group(), request.positions());
        Group group =
                request.group().isEmpty()
                        ? new Group()
                        : groups.computeIfAbsent(request.group(), any -> new Group());
        group.unanswered++;
        group.work += request.positions();
        long turn = Math.max(group.next, reached(lane));
        group.next = turn + request.positions();
        request.place(lane, turn);
    }

    /** The lane that the next request of a group gets. */
    Lane lane(String name, long positions) {
        Group group = groups.get(name);
        boolean isQuick =
                name.isEmpty() || (group == null ? 0 : group.work) + positions <= quickWork;
        return isQuick ? Lane.QUICK : Lane.BULK;
    }

    /** The first of its lane has been taken out of the queue, to be run. */
    void started(QueuedRequest<?, ?> first) {
        reached.merge(first.lane(), first.turn() + first.positions(), Math::max);
    }

    /** A request is answered, or nobody waits for it any more; it may never have come in. */
    void left(QueuedRequest<?, ?> request) {
        if (request.isPlaced()) {
            groups.computeIfPresent(
                    request.group(), (name, group) -> --group.unanswered == 0 ? null : group);
        }
    }

    /** Groups that are remembered. */
    int size() {
        return groups.size();
    }

    private long reached(Lane lane) {
        return reached.getOrDefault(lane, 0L);
    }
}

package dev.limelight.pipeline.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The newest events, in the order in which they were read, and who listens. Thread-safe. */
final class EventLog {

    private final int most;
    private final Deque<ConsoleEvent> events = new ArrayDeque<>();
    private final Map<Consumer<ConsoleEvent>, Positions> listeners = new LinkedHashMap<>();

    /**
     * Creates an empty log.
     *
     * @param most how many events it keeps; older ones go
     */
    EventLog(int most) {
        this.most = most;
    }

    /** Adds an event and tells all listeners, on this thread; they must be quick. */
    synchronized void add(ConsoleEvent event) {
        events.addLast(event);
        if (events.size() > most) {
            events.removeFirst();
        }
        listeners.forEach(
                (listener, seen) -> {
                    if (seen.isNew(event.position())) {
                        listener.accept(event);
                    }
                });
    }

    /**
     * Adds a listener. It hears of each event that it has not seen exactly once; a log that was
     * just opened reads again what a listener has seen from the one before.
     *
     * @return the kept events that were not seen, in order; all later ones go to the listener
     */
    synchronized List<ConsoleEvent> listen(Positions seen, Consumer<ConsoleEvent> listener) {
        listeners.put(listener, seen);
        List<ConsoleEvent> missed = new ArrayList<>();
        for (ConsoleEvent event : events) {
            if (seen.isNew(event.position())) {
                missed.add(event);
            }
        }
        return missed;
    }

    /** Removes a listener. */
    synchronized void leave(Consumer<ConsoleEvent> listener) {
        listeners.remove(listener);
    }

    synchronized int listeners() {
        return listeners.size();
    }
}

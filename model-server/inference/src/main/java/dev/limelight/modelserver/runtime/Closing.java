package dev.limelight.modelserver.runtime;

import java.util.ArrayDeque;
import java.util.Deque;

/** Native things to close together, the last opened first, all of them whatever one throws. */
final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T opened) {
        open.push(opened);
        return opened;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException("could not close", e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

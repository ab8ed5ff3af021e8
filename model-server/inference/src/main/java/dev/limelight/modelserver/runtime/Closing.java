package dev.limelight.modelserver.runtime;

import ai.onnxruntime.OrtException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Native things to close together, the last opened first, all of them whatever one throws. */
public final class Closing implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Opens something that has native parts. */
    @FunctionalInterface
    public interface Opening<T> {

        /** Opens it, and adds each part to those to close. */
        T open(Closing parts) throws OrtException;
    }

    /** Opens something; where that fails, closes the parts that were opened. */
    public static <T> T opening(Opening<T> opening) throws OrtException {
        var parts = new Closing();
        try {
            return opening.open(parts);
        } catch (OrtException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Adds what was opened last. */
    public <T extends AutoCloseable> T add(T opened) {
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

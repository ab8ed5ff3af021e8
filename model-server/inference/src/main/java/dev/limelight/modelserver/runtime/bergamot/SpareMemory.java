package dev.limelight.modelserver.runtime.bergamot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Native memory of the batch before, for the next one: Java clears new memory, and frees it only
 * when it collects garbage. Thread-safe.
 */
final class SpareMemory {

    private final AtomicReference<ByteBuffer> spare = new AtomicReference<>();

    /** At least so many bytes, in native order; what they hold is not defined. Give them back. */
    ByteBuffer take(int bytes) {
        ByteBuffer kept = spare.getAndSet(null);
        return kept != null && kept.capacity() >= bytes
                ? kept
                : ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** To be called when no tensor lies in them any more. */
    void giveBack(ByteBuffer memory) {
        spare.set(memory);
    }
}

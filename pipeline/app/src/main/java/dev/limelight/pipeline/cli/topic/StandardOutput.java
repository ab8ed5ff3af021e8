package dev.limelight.pipeline.cli.topic;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;

/**
 * Tells whether anybody still reads standard output. After {@code | head -1} nobody does. Java
 * notices it only at the next write, which may never come; the operating system knows it at once.
 */
final class StandardOutput {

    private static final int DESCRIPTOR = 1;
    private static final int ENTRY_BYTES = 8;
    private static final int RESULT_AT = 6;

    /** POLLERR, POLLHUP and POLLNVAL, which are the same everywhere. */
    private static final int GONE = 0x8 | 0x10 | 0x20;

    private StandardOutput() {}

    /** Whether nobody reads it any more; false where the operating system cannot be asked. */
    static boolean isClosed() {
        try (var entry = new Memory(ENTRY_BYTES)) {
            entry.clear();
            entry.setInt(0, DESCRIPTOR);
            Object[] arguments = {entry, new NativeLong(1), 0};
            int ready = Function.getFunction("c", "poll").invokeInt(arguments);
            return ready > 0 && (entry.getShort(RESULT_AT) & GONE) != 0;
        } catch (LinkageError e) {
            return false;
        }
    }
}

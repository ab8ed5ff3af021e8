package dev.limelight.pipeline.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Standard output and standard error of this process. Both are UTF-8, whatever the locale. */
final class StandardStreams {

    private static final int BUFFER = 8192;

    private StandardStreams() {}

    /**
     * Makes them UTF-8. Java up to 17 writes in the locale's encoding, newer versions in the
     * terminal's; in the locale C both write {@code ?} for each letter that is not ASCII.
     */
    static void useUtf8() {
        System.setOut(stream(FileDescriptor.out));
        System.setErr(stream(FileDescriptor.err));
    }

    /** A writer of UTF-8 on a stream of this process. */
    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
                true,
                StandardCharsets.UTF_8);
    }
}

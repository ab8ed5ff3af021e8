package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks streams into files that cannot grow beyond what was announced. */
public final class LimitedFile {

    private static final int BUFFER = 1 << 16;

    private LimitedFile() {}

    /**
     * Writes a stream to its end.
     *
     * @param most octets that it may have
     * @param name for the message
     * @throws HubException when there are more
     * @throws IOException when it cannot be read or written
     */
    public static void write(InputStream in, Path to, long most, String name) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                done += n;
                if (done > most) {
                    throw new HubException(
                            "%s is larger than %d octets when it is unpacked, expected at most these"
                                    .formatted(name, most));
                }
                out.write(buffer, 0, n);
            }
        }
    }
}

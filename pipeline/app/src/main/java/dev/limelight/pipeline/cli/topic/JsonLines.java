package dev.limelight.pipeline.cli.topic;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of records, one a line, byte for byte; the job checks their content. Empty lines
 * are skipped. Not thread-safe; whoever opens it closes it.
 */
public final class JsonLines implements AutoCloseable {

    /** Far above what a topic takes; so that a stream without line ends does not fill the heap. */
    static final int LONGEST = 256 << 20;

    private final InputStream in;
    private final int longest;
    private long number;

    /** Reads lines, and closes the stream when it is closed. */
    public JsonLines(InputStream in) {
        this(in, LONGEST);
    }

    JsonLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /**
     * The next line that is not empty, without its end; null after the last.
     *
     * @throws IOException when the stream fails, or a line does not end
     */
    public byte @Nullable [] next() throws IOException {
        byte[] line = line();
        while (line != null && isEmpty(line)) {
            line = line();
        }
        return line;
    }

    /** Of the line that {@link #next} gave, from 1. */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private byte @Nullable [] line() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        number++;
        var line = new ByteArrayOutputStream();
        for (; octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() == longest) {
                throw new IOException(
                        "line %d has more than %d bytes, expected one record a line"
                                .formatted(number, longest));
            }
            line.write(octet);
        }
        return line.toByteArray();
    }

    private static boolean isEmpty(byte[] line) {
        for (byte octet : line) {
            if (octet != ' ' && octet != '\t' && octet != '\r') {
                return false;
            }
        }
        return true;
    }
}

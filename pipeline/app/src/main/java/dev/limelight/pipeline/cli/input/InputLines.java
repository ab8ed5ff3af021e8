package dev.limelight.pipeline.cli.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a stream of UTF-8, one at a time. A line that is not UTF-8, or is too long, is
 * reported and skipped. Not thread-safe.
 */
public final class InputLines {

    /**
     * Far above what any model reads; so that a stream without line ends does not fill the heap.
     */
    public static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final int longest;

    /** A line that is no text. The message says what was found and what was expected. */
    public static final class BadLineException extends Exception {
        BadLineException(String message) {
            super(message);
        }
    }

    /** Of a stream, which stays the caller's; lines of at most {@link #LONGEST} bytes. */
    public InputLines(InputStream in) {
        this(in, LONGEST);
    }

    /** Likewise, with shorter lines. */
    public InputLines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in);
        this.longest = longest;
    }

    /**
     * The next line without its end; null after the last.
     *
     * @throws BadLineException for a line that is no text
     * @throws IOException when the stream fails
     */
    public @Nullable String next() throws IOException, BadLineException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        for (; octet >= 0 && octet != '\n'; octet = in.read()) {
            if (length++ < longest) {
                line.write(octet);
            }
        }
        if (length > longest) {
            throw new BadLineException(
                    "line of %d bytes, expected at most %d".formatted(length, longest));
        }
        return text(line.toByteArray());
    }

    private static String text(byte[] line) throws BadLineException {
        int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        ByteBuffer octets = ByteBuffer.wrap(line, 0, end);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (CharacterCodingException e) {
            throw new BadLineException(
                    "invalid UTF-8 at byte offset %d of the line: found 0x%02X"
                            .formatted(octets.position(), line[octets.position()] & 0xFF));
        }
    }
}

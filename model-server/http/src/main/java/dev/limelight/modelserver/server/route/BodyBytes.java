package dev.limelight.modelserver.server.route;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes the {@code Content-Encoding} of a body. Thread-safe. */
final class BodyBytes {

    private final int most;

    /**
     * Creates a reader.
     *
     * @param most bytes of a body once it is inflated
     */
    BodyBytes(int most) {
        this.most = most;
    }

    /** Whether an encoding says that the body is as it is. */
    static boolean isPlain(@Nullable String encoding) {
        return encoding == null || encoding.isBlank() || name(encoding).equals("identity");
    }

    /**
     * The body as it was before it was compressed. No more than is allowed is ever inflated.
     *
     * @param encoding of the request's head; null for none
     * @throws HttpError {@code WRONG_TYPE} for an encoding that is not known, {@code
     *     BODY_TOO_LARGE}, or {@code INVALID} where the body is not what its encoding says
     */
    byte[] decoded(byte[] body, @Nullable String encoding) {
        if (encoding == null || isPlain(encoding)) {
            return body;
        }
        byte[] inflated;
        try (InputStream in = inflating(body, encoding)) {
            inflated = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw HttpError.invalid(
                    "the body is not %s (%s), expected what Content-Encoding says"
                            .formatted(encoding, e.getMessage()));
        }
        if (inflated.length > most) {
            throw new HttpError(
                    Problem.BODY_TOO_LARGE,
                    "the body inflates to more than %d bytes, expected at most that"
                            .formatted(most));
        }
        return inflated;
    }

    private static InputStream inflating(byte[] body, String encoding) throws IOException {
        var in = new ByteArrayInputStream(body);
        return switch (name(encoding)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            default -> throw unknown(encoding, "gzip, deflate or none");
        };
    }

    static HttpError unknown(String encoding, String expected) {
        return new HttpError(
                Problem.WRONG_TYPE,
                "Content-Encoding %s, expected %s".formatted(encoding, expected));
    }

    private static String name(String encoding) {
        return encoding.strip().toLowerCase(Locale.ROOT);
    }
}

package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Checks files against the hub's entity tags: the SHA-256 of a large file, the name that git gives
 * to a small one. A tag of another form tells nothing of the content.
 */
public final class Checksums {

    private static final int BUFFER = 1 << 16;

    private Checksums() {}

    /** The SHA-256 of a file in hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        return hash(file, digest("SHA-256"));
    }

    /** What {@code etag} should be for this file; {@code etag} itself where it is no checksum. */
    static String of(Path file, String etag) throws IOException {
        if (etag.matches("[0-9a-f]{64}")) {
            return sha256(file);
        }
        if (etag.matches("[0-9a-f]{40}")) {
            MessageDigest digest = digest("SHA-1");
            String header = "blob " + Files.size(file) + "\0";
            digest.update(header.getBytes(StandardCharsets.US_ASCII));
            return hash(file, digest);
        }
        return etag;
    }

    private static String hash(Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}

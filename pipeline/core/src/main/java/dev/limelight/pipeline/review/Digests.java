package dev.limelight.pipeline.review;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers out of texts, the same on every machine. */
final class Digests {

    private static final double RANGE = 0x1p53;

    private Digests() {}

    /** The first 64 bits of a text's SHA-256. */
    static long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first 64 bits of the SHA-256 of bytes. */
    static long of(byte[] bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A number in [0, 1) for a text; over many texts they are spread evenly. */
    static double share(String text) {
        return (of(text) >>> 11) / RANGE;
    }
}

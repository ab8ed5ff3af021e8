package dev.limelight.modelserver.server.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the API keys of requests. Thread-safe. */
public final class ApiKeys {

    private static final String BEARER = "bearer ";

    /* Hashed, so that all have one length and comparing takes one time. */
    private final List<byte[]> digests;

    /** Keys that are accepted; none to accept everyone. */
    public ApiKeys(Collection<String> keys) {
        digests = keys.stream().map(ApiKeys::digest).toList();
    }

    public boolean required() {
        return !digests.isEmpty();
    }

    /** Whether one of the two is a key; either may be missing. */
    public boolean allow(@Nullable String authorization, @Nullable String key) {
        return !required() || isKey(bearer(authorization)) || isKey(key);
    }

    private boolean isKey(@Nullable String candidate) {
        if (candidate == null) {
            return false;
        }
        byte[] digest = digest(candidate);
        boolean found = false;
        for (byte[] each : digests) {
            found |= MessageDigest.isEqual(each, digest);
        }
        return found;
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

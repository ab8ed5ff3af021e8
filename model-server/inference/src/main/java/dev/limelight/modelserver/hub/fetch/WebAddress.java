package dev.limelight.modelserver.hub.fetch;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads and writes addresses of servers. */
public final class WebAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private WebAddress() {}

    /** An {@code http} or {@code https} address without slashes at its end; empty for any other. */
    public static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text.strip().replaceFirst("/+$", "")))
                    .filter(uri -> uri.getHost() != null && uri.getScheme() != null)
                    .filter(uri -> SCHEMES.contains(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A text as one step of a path. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A path of a file, step by step. */
    public static String encodedPath(String file) {
        return String.join("/", Stream.of(file.split("/")).map(WebAddress::encoded).toList());
    }
}

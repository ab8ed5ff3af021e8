package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a site. The token goes to the site's own address only, not to where it redirects.
 *
 * <p>By {@link HttpURLConnection}, because the newer client has no timeout for a body that stops
 * coming. Proxies are those of the JVM ({@code https.proxyHost}).
 */
public final class Http {

    private static final int TIMEOUT_MS = 30_000;
    private static final int MOST_REDIRECTS = 10;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Site site;

    /** Requests to a site; it connects to nothing yet. */
    public Http(Site site) {
        this.site = site;
    }

    /** An answer; whoever asked closes it. */
    public record Answer(HttpURLConnection connection) implements AutoCloseable {

        int status() throws IOException {
            return connection.getResponseCode();
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(connection.getHeaderField(name));
        }

        /** Octets that it says it has; -1 where it does not say. */
        long length() {
            return connection.getContentLengthLong();
        }

        /** The content, once; at most what {@link #length} says. */
        public InputStream body() throws IOException {
            return connection.getInputStream();
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    /**
     * Reads.
     *
     * @param from the first octet wanted; 0 for all
     * @return an answer with status 200, 206 or 416
     * @throws HubException for a refusal that will not change
     * @throws IOException for what may change
     */
    public Answer get(URI address, long from) throws IOException {
        return follow("GET", address, from, true);
    }

    /** The headers of a file, up to where the site sends on to another address. */
    Answer head(URI address) throws IOException {
        return follow("HEAD", address, 0, false);
    }

    private Answer follow(String method, URI start, long from, boolean leavesSite)
            throws IOException {
        URI at = start;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer answer = new Answer(connect(method, at, from));
            String location =
                    isRedirect(answer.status()) ? answer.header("Location").orElse("") : "";
            if (location.isEmpty() && isRedirect(answer.status())) {
                answer.close();
                throw new HubException(address(at) + " redirects to nowhere");
            }
            URI next = location.isEmpty() ? at : next(at, location);
            if (location.isEmpty() || (!leavesSite && !isSite(next))) {
                return checked(answer, at);
            }
            answer.close();
            at = next;
        }
        throw new HubException(
                address(start) + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private HttpURLConnection connect(String method, URI at, long from) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setRequestProperty("User-Agent", "limelight/0.1.0");
        // Sizes and ranges count the file's own octets.
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        if (site.token() != null && isSite(at)) {
            connection.setRequestProperty("Authorization", "Bearer " + site.token());
        }
        return connection;
    }

    private boolean isSite(URI at) {
        URI own = site.address();
        return own.getScheme().equalsIgnoreCase(at.getScheme())
                && own.getHost().equalsIgnoreCase(at.getHost())
                && own.getPort() == at.getPort();
    }

    private static URI next(URI at, String location) {
        try {
            URI next = at.resolve(location);
            boolean isWeb = "https".equals(next.getScheme()) || "http".equals(next.getScheme());
            boolean isWeaker = "https".equals(at.getScheme()) && !"https".equals(next.getScheme());
            if (isWeb && !isWeaker && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // Falls through.
        }
        throw new HubException(
                "%s redirects to an address that is not https or cannot be read"
                        .formatted(address(at)));
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private Answer checked(Answer answer, URI at) throws IOException {
        int status = answer.status();
        if (status < 400 || status == 416) {
            return answer;
        }
        try (answer) {
            if (status >= 500 || status == TOO_MANY_REQUESTS || status == 408) {
                throw new Retry.BusyException(
                        "%s answered %d".formatted(address(at), status),
                        answer.header("Retry-After").map(Http::wait).orElse(null));
            }
            throw refusal(answer, at);
        }
    }

    private HubException refusal(Answer answer, URI at) throws IOException {
        int status = answer.status();
        String reason = answer.header("X-Error-Message").orElse("");
        String answered = "%s answered %d %s".formatted(address(at), status, reason).strip();
        String code = answer.header("X-Error-Code").orElse("");
        return new HubException(answered + "; " + site.advice(status, code));
    }

    /** Seconds, or a date. */
    private static @Nullable Duration wait(String header) {
        try {
            return Duration.ofSeconds(Long.parseLong(header.strip()));
        } catch (NumberFormatException e) {
            return until(header);
        }
    }

    private static @Nullable Duration until(String date) {
        try {
            Instant when =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(Instant.now(), when);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** An address for messages: without its query, which may hold a signature. */
    private static String address(URI at) {
        return "%s://%s%s".formatted(at.getScheme(), at.getRawAuthority(), at.getRawPath());
    }
}

package dev.limelight.modelserver.server;

import dev.limelight.modelserver.server.limit.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The settings of a server: its address, keys and limits.
 *
 * @param host name or address to listen on
 * @param port 0 for any that is free
 * @param apiKeys of which requests must bring one; empty to answer everyone
 * @param corsOrigins whose pages may read answers in a browser, {@code *} for all; empty for all on
 *     LibreTranslate's paths and none on ours
 * @param limits what one client may cost the others
 */
public record ServerOptions(
        String host, int port, List<String> apiKeys, List<String> corsOrigins, Limits limits) {

    /** The default port; LibreTranslate's, so that its clients find it. */
    public static final int DEFAULT_PORT = 5000;

    public ServerOptions {
        apiKeys = List.copyOf(apiKeys);
        corsOrigins = List.copyOf(corsOrigins);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port %d, expected 0 to 65535".formatted(port));
        }
        if (apiKeys.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an API key is blank, expected text");
        }
    }

    /** Loopback, any free port, no key, no foreign pages. */
    public static ServerOptions local() {
        return new ServerOptions("127.0.0.1", 0, List.of(), List.of(), Limits.DEFAULTS);
    }

    public ServerOptions withLimits(Limits other) {
        return new ServerOptions(host, port, apiKeys, corsOrigins, other);
    }

    public ServerOptions withApiKeys(List<String> keys) {
        return new ServerOptions(host, port, keys, corsOrigins, limits);
    }

    public ServerOptions withCorsOrigins(List<String> origins) {
        return new ServerOptions(host, port, apiKeys, origins, limits);
    }

    /**
     * The address that clients call, without a path: {@code http://127.0.0.1:5000}.
     *
     * @param listening the port that it really listens on
     */
    public String address(int listening) {
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, listening);
    }

    /** Whether other machines can reach it and nothing keeps them out. */
    public boolean isOpenToOthers() {
        try {
            return apiKeys.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

package dev.limelight.pipeline.console;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.http.HttpError;
import java.util.List;
import java.util.Set;

/**
 * The check of the host that a request names. A console without keys is protected by listening on
 * this machine only; a page of another site could still reach it under a name that its owner lets
 * point here (DNS rebinding), so that name is refused. Thread-safe.
 *
 * @param allowed the names; empty for any
 */
record CalledHost(Set<String> allowed) {

    /** Names of this machine only, unless keys are asked for or others are admitted. */
    static CalledHost of(ServerOptions options) {
        boolean any = !options.apiKeys().isEmpty() || options.isOpenToOthers();
        return new CalledHost(
                any
                        ? Set.of()
                        : Set.copyOf(List.of("localhost", "127.0.0.1", "[::1]", options.host())));
    }

    /**
     * Refuses another host.
     *
     * @param authority host and port, as the request names them
     * @throws HttpError if it is none of the allowed
     */
    void check(String authority) {
        String host = authority.replaceFirst(":\\d*$", "");
        if (!allowed.isEmpty() && !allowed.contains(host)) {
            throw HttpError.invalid(
                    "host %s, expected one of %s; with --api-key-file any host is allowed"
                            .formatted(host, allowed));
        }
    }
}

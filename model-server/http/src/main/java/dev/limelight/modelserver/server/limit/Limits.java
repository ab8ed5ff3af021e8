package dev.limelight.modelserver.server.limit;

import java.time.Duration;

/**
 * The limits of one client's requests.
 *
 * @param bodyBytes the largest body
 * @param characters the most code points of text in one request
 * @param headerBytes the largest head of a request, and the longest first line of it
 * @param workers requests that are worked on at a time
 * @param queue requests that wait for that; more are refused
 * @param connections open connections; more are closed at once
 * @param requestTimeout from the head of a request to its answer
 * @param idleTimeout how long a connection may stay open without a complete head
 * @param stopTimeout how long a stopping server waits for what runs
 */
public record Limits(
        int bodyBytes,
        int characters,
        int headerBytes,
        int workers,
        int queue,
        int connections,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration stopTimeout) {

    /** 8 MiB, a million characters, 16 KiB, 16 at a time, 64 waiting, 1,000 open, 2 minutes. */
    public static final Limits DEFAULTS =
            new Limits(
                    8 << 20,
                    1_000_000,
                    16 << 10,
                    16,
                    64,
                    1_000,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30));

    public Limits {
        atLeastOne("bodyBytes", bodyBytes);
        atLeastOne("characters", characters);
        atLeastOne("headerBytes", headerBytes);
        atLeastOne("workers", workers);
        atLeastOne("queue", queue);
        atLeastOne("connections", connections);
        positive("requestTimeout", requestTimeout);
        positive("idleTimeout", idleTimeout);
        positive("stopTimeout", stopTimeout);
    }

    public Limits withSizes(int maxBodyBytes, int maxCharacters) {
        return new Limits(
                maxBodyBytes,
                maxCharacters,
                headerBytes,
                workers,
                queue,
                connections,
                requestTimeout,
                idleTimeout,
                stopTimeout);
    }

    public Limits withConcurrency(int maxWorkers, int maxQueue, int maxConnections) {
        return new Limits(
                bodyBytes,
                characters,
                headerBytes,
                maxWorkers,
                maxQueue,
                maxConnections,
                requestTimeout,
                idleTimeout,
                stopTimeout);
    }

    public Limits withTimeouts(Duration request, Duration idle, Duration stop) {
        return new Limits(
                bodyBytes,
                characters,
                headerBytes,
                workers,
                queue,
                connections,
                request,
                idle,
                stop);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s %d, expected 1 or more".formatted(name, value));
        }
    }

    private static void positive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "%s %s, expected a millisecond or more".formatted(name, value));
        }
    }
}

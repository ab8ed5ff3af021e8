package dev.limelight.modelserver.server.limit;

import java.time.Duration;

/**
 * The limits of one client's requests.
 *
 * @param sizes of a request
 * @param concurrency of requests
 * @param timeouts of requests and connections
 */
public record Limits(Sizes sizes, Concurrency concurrency, Timeouts timeouts) {

    /** 8 MiB, a million characters, 16 KiB, 16 at a time, 64 waiting, 1,000 open, 2 minutes. */
    public static final Limits DEFAULTS =
            new Limits(
                    new Sizes(8 << 20, 1_000_000, 16 << 10),
                    new Concurrency(16, 64, 1_000),
                    new Timeouts(
                            Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofSeconds(30)));

    /**
     * The limits of sizes.
     *
     * @param bodyBytes the largest body
     * @param characters the most code points of text in one request
     * @param headerBytes the largest head of a request, and the longest first line of it
     */
    public record Sizes(int bodyBytes, int characters, int headerBytes) {

        public Sizes {
            atLeastOne("bodyBytes", bodyBytes);
            atLeastOne("characters", characters);
            atLeastOne("headerBytes", headerBytes);
        }
    }

    /**
     * The limits of what is done at a time.
     *
     * @param workers requests that are worked on at a time
     * @param queue requests that wait for that; more are refused
     * @param connections open connections; more are closed at once
     */
    public record Concurrency(int workers, int queue, int connections) {

        public Concurrency {
            atLeastOne("workers", workers);
            atLeastOne("queue", queue);
            atLeastOne("connections", connections);
        }
    }

    /**
     * The limits of time.
     *
     * @param request from the head of a request to its answer
     * @param idle how long a connection may stay open without a complete head
     * @param stop how long a stopping server waits for what runs
     */
    public record Timeouts(Duration request, Duration idle, Duration stop) {

        public Timeouts {
            positive("requestTimeout", request);
            positive("idleTimeout", idle);
            positive("stopTimeout", stop);
        }
    }

    /** The same with other sizes. */
    public Limits withSizes(int bodyBytes, int characters) {
        return new Limits(
                new Sizes(bodyBytes, characters, sizes.headerBytes()), concurrency, timeouts);
    }

    /** The same with other concurrency. */
    public Limits withConcurrency(int workers, int queue, int connections) {
        return new Limits(sizes, new Concurrency(workers, queue, connections), timeouts);
    }

    /** The same with other timeouts. */
    public Limits withTimeouts(Duration request, Duration idle, Duration stop) {
        return new Limits(sizes, concurrency, new Timeouts(request, idle, stop));
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

package dev.limelight.pipeline.cli.serve;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.pipeline.cli.option.ListenOptions;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of {@code limelight serve}: the address, keys and origins, and the limits of one
 * client.
 */
final class ServeOptions {

    private static final int MIB = 1 << 20;

    @Mixin private final ListenOptions listen = new ListenOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "The port; 0 for a free one. Default: ${DEFAULT-VALUE}, as LibreTranslate.")
    private int port = ServerOptions.DEFAULT_PORT;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description =
                    "An origin whose pages may read answers in a browser, * for all; repeat it for more."
                            + " Default: all for LibreTranslate's paths, none for /v1.")
    private List<String> corsOrigins = List.of();

    @Option(
            names = "--max-body",
            paramLabel = "MIB",
            description = "The largest request body. Default: ${DEFAULT-VALUE} MiB")
    private int maxBody = 8;

    @Option(
            names = "--max-characters",
            paramLabel = "N",
            description = "The most characters of text in a request. Default: ${DEFAULT-VALUE}")
    private int maxCharacters = 1_000_000;

    @Option(
            names = "--max-running",
            paramLabel = "N",
            description = "The most requests that run at a time. Default: ${DEFAULT-VALUE}")
    private int maxRunning = 16;

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            description =
                    "The most requests that wait; more are refused. Default: ${DEFAULT-VALUE}")
    private int maxWaiting = 64;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "The most open connections; more are closed. Default: ${DEFAULT-VALUE}")
    private int maxConnections = 1_000;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "The most time from a request to its answer. Default: ${DEFAULT-VALUE} s")
    private int timeout = 120;

    @Option(
            names = "--stop-timeout",
            paramLabel = "SECONDS",
            description =
                    "The most time that stopping waits for running requests. Default: ${DEFAULT-VALUE} s")
    private int stopTimeout = 30;

    /**
     * What was asked for.
     *
     * @throws UsageException if it makes no sense
     */
    ServerOptions server() {
        atMost("--max-body", maxBody, Integer.MAX_VALUE / MIB);
        return Usage.checked(
                () ->
                        new ServerOptions(
                                listen.host(), port, listen.apiKeys(), corsOrigins, limits()));
    }

    private Limits limits() {
        Limits defaults = Limits.DEFAULTS;
        return defaults.withSizes(maxBody * MIB, maxCharacters)
                .withConcurrency(maxRunning, maxWaiting, maxConnections)
                .withTimeouts(
                        Duration.ofSeconds(timeout),
                        defaults.timeouts().idle(),
                        Duration.ofSeconds(stopTimeout));
    }

    private static void atMost(String name, int value, int most) {
        if (value > most) {
            throw new UsageException("%s %d, expected 1 to %d".formatted(name, value, most));
        }
    }
}

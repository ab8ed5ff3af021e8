package dev.limelight.pipeline.cli.serve;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of {@code limelight serve}: the address, keys and origins, and the limits of one
 * client.
 */
final class ServeOptions {

    /** Keys come in a file or here, because everyone on a machine sees a command's words. */
    static final String KEY_VARIABLE = "LIMELIGHT_API_KEY";

    private static final int MIB = 1 << 20;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on; 0.0.0.0 admits other machines. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "The port; 0 for a free one. Default: ${DEFAULT-VALUE}, as LibreTranslate.")
    private int port = ServerOptions.DEFAULT_PORT;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description =
                    "File of API keys, one a line; each request must send one of them. The variable "
                            + KEY_VARIABLE
                            + " holds a single key instead. Default: no key is needed.")
    private @Nullable Path keyFile;

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
        return Usage.checked(() -> new ServerOptions(host, port, apiKeys(), corsOrigins, limits()));
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

    private List<String> apiKeys() {
        String variable = System.getenv(KEY_VARIABLE);
        Stream<String> all =
                Stream.concat(
                        Stream.ofNullable(variable),
                        Stream.ofNullable(keyFile).flatMap(ServeOptions::keys));
        return all.map(String::strip).filter(key -> !key.isEmpty()).toList();
    }

    /** Whoever names a file wants keys to be asked for. */
    private static Stream<String> keys(Path file) {
        try {
            List<String> lines =
                    Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
            if (lines.isEmpty()) {
                throw new UsageException(
                        "--api-key-file %s has no key, expected one a line".formatted(file));
            }
            return lines.stream();
        } catch (IOException e) {
            throw new UsageException(
                    "cannot read --api-key-file %s (%s), expected a text file with one key a line"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private static void atMost(String name, int value, int most) {
        if (value > most) {
            throw new UsageException("%s %d, expected 1 to %d".formatted(name, value, most));
        }
    }
}

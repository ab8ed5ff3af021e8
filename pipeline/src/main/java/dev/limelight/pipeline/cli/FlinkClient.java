package dev.limelight.pipeline.cli;

import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.pipeline.config.ConfigException;
import java.net.ConnectException;
import java.time.Duration;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestOptions;

/**
 * Flink's own command line, with its failures thrown instead of printed.
 *
 * <p>The Kafka connector and the job's classes are on this process's class path, too. Parent-first
 * takes all of them from there; Flink's usual order would take the connector from there and the
 * rest from the job jar, and the two do not fit together. It says nothing about the cluster, whose
 * own setting rules there.
 */
final class FlinkClient extends CliFrontend {

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    FlinkClient(Configuration settings, String folder) {
        super(complete(settings), loadCustomCommandLines(settings, folder));
    }

    private static Configuration complete(Configuration settings) {
        var all = new Configuration();
        /* Flink would try for a minute before it says that nobody answers. */
        all.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        all.set(RestOptions.RETRY_DELAY, RETRY_DELAY);
        all.addAll(settings);
        all.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
        return all;
    }

    /** {@code flink run}. */
    @Override
    protected void run(String[] arguments) throws Exception {
        super.run(arguments);
    }

    /** What went wrong at the bottom of {@code failure}, in one line. */
    static RuntimeException readable(Throwable failure) {
        Throwable root = failure;
        /* The first of several about a connection names the address. */
        while (root.getCause() != null && !(root instanceof ConnectException)) {
            root = root.getCause();
            if (root instanceof KafkaSetupException || root instanceof ConfigException) {
                return (RuntimeException) root;
            }
        }
        return new IllegalStateException(
                "Flink did not take the job (%s), expected a running cluster; name it with -- -m HOST:PORT"
                        .formatted(reason(root)),
                failure);
    }

    /** A failure in the cluster comes as its printed stack trace; the last cause is the reason. */
    private static String reason(Throwable root) {
        String message = String.valueOf(root.getMessage());
        return message.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("Caused by: ".length()))
                .or(() -> message.lines().findFirst())
                .orElse(root.toString());
    }
}

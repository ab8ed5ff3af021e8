package dev.limelight.pipeline.cli.job;

import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.watch.Causes;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Runs Flink's own command line, and throws its failures instead of printing them.
 *
 * <p>The Kafka connector and the job's classes are on this process's class path, too. Parent-first
 * takes all of them from there; Flink's usual order would take the connector from there and the
 * rest from the job jar, and the two do not fit together. It says nothing about the cluster, whose
 * own setting rules there.
 */
final class FlinkClient extends CliFrontend {

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final String AWAY = ", expected a running cluster; name it with -- -m HOST:PORT";
    private static final Causes NO_CONTEXT = new Causes("", Asked.of("", List.of()));

    private final String job = JobID.generate().toHexString();
    private @Nullable String address;

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

    /** Gives the job its id and remembers where it goes, so that it can be looked at there. */
    @Override
    protected void executeProgram(Configuration settings, PackagedProgram program)
            throws ProgramInvocationException {
        settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, job);
        super.executeProgram(settings, program);
        boolean isPlain = !SecurityOptions.isRestSSLEnabled(settings);
        String host = settings.get(RestOptions.ADDRESS);
        if (isPlain && host != null) {
            address = "http://%s:%d".formatted(host, settings.get(RestOptions.PORT));
        }
    }

    /** The id of the job that {@link #run} submits. */
    String job() {
        return job;
    }

    /** Where the cluster that took the job can be asked; empty where only Flink's client can. */
    Optional<String> address() {
        return Optional.ofNullable(address);
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
        String words = NO_CONTEXT.oneLine(printed(root));
        return new IllegalStateException(
                "Flink did not take the job (%s)%s".formatted(words, isAway(failure) ? AWAY : ""),
                failure);
    }

    /** Only then another address may help. */
    private static boolean isAway(Throwable failure) {
        return ExceptionUtils.findThrowable(failure, ConnectException.class).isPresent()
                || ExceptionUtils.findThrowable(failure, UnknownHostException.class).isPresent()
                || ExceptionUtils.findThrowable(failure, TimeoutException.class).isPresent();
    }

    /** A failure in the cluster comes as its printed stack trace inside of a message. */
    private static String printed(Throwable root) {
        String message = String.valueOf(root.getMessage());
        return message.contains("Caused by: ")
                ? message
                : "%s: %s".formatted(root.getClass().getName(), message);
    }
}

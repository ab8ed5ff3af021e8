package dev.limelight.pipeline;

import dev.limelight.connectors.kafka.KafkaResults;
import dev.limelight.connectors.kafka.TransactionGuard;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job on a Flink mini-cluster inside this JVM, with Flink's web page. Whoever starts it closes
 * it; closing cancels the job. Its checkpoints stay, and the next start with the same directory
 * goes on from the newest, so that a killed process loses nothing.
 */
public final class LocalJob implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long CANCEL_SECONDS = 30;

    private final JobClient client;
    private final int webPort;

    private LocalJob(JobClient client, int webPort) {
        this.client = client;
        this.webPort = webPort;
    }

    /**
     * Starts the job, unless another one with the same transactions runs.
     *
     * @param checkpoints where its checkpoints lie
     * @param webPort of Flink's web page; 0 for any that is free
     * @throws Exception what Flink could not do
     */
    public static LocalJob start(PipelineConfig config, Path checkpoints, int webPort)
            throws Exception {
        TransactionGuard.refuseNeighbours(config.kafka());
        int port = webPort == 0 ? freePort() : webPort;
        var env =
                StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(
                        settings(config, checkpoints, port));
        JobSettings.apply(env, config);
        DocumentPipeline.onKafka(env, KafkaResults.sink(config.kafka()), config);
        return new LocalJob(env.executeAsync(JobSettings.NAME), port);
    }

    /** Where Flink's web page is. */
    public String webAddress() {
        return "http://" + HOST + ":" + webPort;
    }

    /**
     * Waits for the end of the job.
     *
     * @return whether it ended; an unbounded job ends only by failing or being cancelled
     * @throws ExecutionException why it failed
     */
    public boolean awaitEnd(long millis) throws ExecutionException, InterruptedException {
        try {
            client.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        if (!client.getJobExecutionResult().isDone()) {
            client.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
            awaitCancelled();
        }
    }

    private void awaitCancelled() throws InterruptedException {
        try {
            awaitEnd(TimeUnit.SECONDS.toMillis(CANCEL_SECONDS));
        } catch (ExecutionException e) {
            // A cancelled job ends with an exception that says so.
        }
    }

    private static Configuration settings(PipelineConfig config, Path checkpoints, int webPort) {
        var settings = new Configuration();
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, config.slots());
        settings.set(RestOptions.ADDRESS, HOST);
        settings.set(RestOptions.BIND_ADDRESS, HOST);
        settings.set(RestOptions.PORT, webPort);
        settings.set(RestOptions.BIND_PORT, String.valueOf(webPort));
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        newest(checkpoints)
                .ifPresent(
                        newest ->
                                settings.set(
                                        StateRecoveryOptions.SAVEPOINT_PATH,
                                        newest.toUri().toString()));
        return settings;
    }

    /** The newest complete checkpoint under {@code checkpoints}. */
    static Optional<Path> newest(Path checkpoints) {
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(checkpoints, 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(LocalJob::modified))
                    .map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoints in " + checkpoints + " unreadable", e);
        }
    }

    private static java.nio.file.attribute.FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

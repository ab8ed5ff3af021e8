package dev.limelight.pipeline;

import dev.limelight.connectors.kafka.KafkaResults;
import dev.limelight.connectors.kafka.TransactionGuard;
import dev.limelight.connectors.kafka.admin.KafkaCluster;
import dev.limelight.pipeline.checkpoint.CheckpointFolder;
import dev.limelight.pipeline.checkpoint.CheckpointOwner;
import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.watch.FlinkRest;
import dev.limelight.pipeline.watch.TaskManagers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job on a Flink mini-cluster inside this JVM, with Flink's web page. Whoever starts it closes
 * it; closing cancels the job. Its checkpoints stay, and the next start with the same folder goes
 * on from the newest, so that a killed process loses nothing.
 */
public final class LocalJob implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long CANCEL_SECONDS = 30;

    /** How old what Flink tells of a job may be. */
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private static final String ENDED =
            "Flink's TaskManager inside this process has ended, expected one (--debug shows Flink's"
                    + " log, which says why), and Flink starts no other: start the command again; 'run'"
                    + " goes on from its newest checkpoint";

    private final JobClient client;
    private final int webPort;
    private final CheckpointFolder checkpoints;
    private final FlinkRest flink;
    private final TaskManagers taskManagers = new TaskManagers(Clock.systemUTC());

    private LocalJob(JobClient client, int webPort, CheckpointFolder checkpoints) {
        this.client = client;
        this.webPort = webPort;
        this.checkpoints = checkpoints;
        this.flink = new FlinkRest(webAddress());
    }

    /**
     * Starts the job; it goes on from its newest checkpoint.
     *
     * @param checkpoints the folder for the checkpoints of all jobs
     * @param webPort of Flink's web page; 0 for any that is free
     * @throws Exception what Flink could not do
     */
    public static LocalJob start(PipelineConfig config, Path checkpoints, int webPort)
            throws Exception {
        return start(config, checkpoints(config, checkpoints, false), webPort);
    }

    /**
     * Opens the folder of a job's checkpoints.
     *
     * @param root the folder for the checkpoints of all jobs
     * @param fresh whether to begin without those that are there
     * @throws dev.limelight.pipeline.config.ConfigException if they are not of this configuration
     */
    public static CheckpointFolder checkpoints(PipelineConfig config, Path root, boolean fresh) {
        var owner = CheckpointOwner.of(config, KafkaCluster.id(config.kafka()));
        return CheckpointFolder.open(root.toAbsolutePath(), owner, fresh);
    }

    /**
     * Starts the job, unless another one with the same transactions runs; it goes on from the
     * newest checkpoint of the folder, if there is one.
     *
     * @param checkpoints the job's folder, which is closed with the job, or if it cannot start
     * @param webPort of Flink's web page; 0 for any that is free
     * @throws Exception what Flink could not do
     */
    public static LocalJob start(PipelineConfig config, CheckpointFolder checkpoints, int webPort)
            throws Exception {
        try {
            TransactionGuard.refuseNeighbours(config.kafka());
            int port = webPort == 0 ? freePort() : free(webPort);
            return new LocalJob(submit(config, checkpoints, port), port, checkpoints);
        } catch (Exception e) {
            checkpoints.close();
            throw e;
        }
    }

    private static JobClient submit(PipelineConfig config, CheckpointFolder checkpoints, int port)
            throws Exception {
        var env =
                StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(
                        settings(config, checkpoints, port));
        JobSettings.apply(env, config);
        DocumentPipeline.onKafka(env, KafkaResults.sink(config.kafka()), config);
        return env.executeAsync();
    }

    /** The job's id, as Flink's REST interface wants it. */
    public String id() {
        return client.getJobID().toHexString();
    }

    /** Where Flink's web page is. */
    public String webAddress() {
        return "http://" + HOST + ":" + webPort;
    }

    /**
     * Waits for the end of the job.
     *
     * @return whether it ended; an unbounded job ends only by failing or being cancelled
     * @throws ExecutionException why it failed, or that the TaskManager has ended: Flink would try
     *     to restart the job for ever, and nothing in this JVM starts another TaskManager
     */
    public boolean awaitEnd(long millis) throws ExecutionException, InterruptedException {
        try {
            client.getJobExecutionResult().get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            checkTaskManager();
            return false;
        }
    }

    private void checkTaskManager() throws ExecutionException, InterruptedException {
        try {
            if (taskManagers.haveEnded(flink.taskManagers())) {
                throw new ExecutionException(new IllegalStateException(ENDED));
            }
        } catch (IOException e) {
            // Flink's web page is just starting or stopping; the next look tells.
        }
    }

    @Override
    public void close() throws Exception {
        try (checkpoints) {
            if (!client.getJobExecutionResult().isDone()) {
                client.cancel().get(CANCEL_SECONDS, TimeUnit.SECONDS);
                awaitCancelled();
            }
        }
    }

    private void awaitCancelled() throws InterruptedException {
        try {
            awaitEnd(TimeUnit.SECONDS.toMillis(CANCEL_SECONDS));
        } catch (ExecutionException e) {
            // A cancelled job ends with an exception that says so.
        }
    }

    private static Configuration settings(
            PipelineConfig config, CheckpointFolder checkpoints, int webPort) {
        var settings = new Configuration();
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, config.slots());
        settings.set(RestOptions.ADDRESS, HOST);
        settings.set(RestOptions.BIND_ADDRESS, HOST);
        settings.set(RestOptions.PORT, webPort);
        settings.set(RestOptions.BIND_PORT, String.valueOf(webPort));
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.path().toUri().toString());
        settings.set(WebOptions.REFRESH_INTERVAL, REFRESH);
        checkpoints
                .newest()
                .ifPresent(
                        newest ->
                                settings.set(
                                        StateRecoveryOptions.SAVEPOINT_PATH,
                                        newest.toUri().toString()));
        return settings;
    }

    /** Flink would say that it cannot create a DispatcherResourceManagerComponent. */
    private static int free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(
                    "port %d for Flink's web page cannot be used (%s), expected a free one; 0 for any"
                            .formatted(port, e.getMessage()));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

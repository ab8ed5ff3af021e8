package dev.limelight.pipeline.bench.kills;

import dev.limelight.connectors.kafka.KafkaResults;
import dev.limelight.pipeline.DocumentPipeline;
import dev.limelight.pipeline.JobSettings;
import dev.limelight.pipeline.config.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecution;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job on a mini-cluster in this JVM, whose one TaskManager is taken away. For one thread. */
final class KilledTaskManager implements KilledJob {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long LOOK_EVERY_MS = 50;

    private final MiniCluster cluster;
    private final JobID job;
    private int kills;

    private KilledTaskManager(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /** Starts it and waits until all of its tasks run. */
    static KilledTaskManager start(PipelineConfig config, Path checkpoints) throws Exception {
        var flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        var settings =
                new MiniClusterConfiguration.Builder()
                        .setConfiguration(flink)
                        .setNumTaskManagers(1)
                        .setNumSlotsPerTaskManager(config.slots())
                        .build();
        var cluster = new MiniCluster(settings);
        try {
            cluster.start();
            JobID job = submit(cluster, config, checkpoints);
            var started = new KilledTaskManager(cluster, job);
            started.awaitAttempt(0);
            return started;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    private static JobID submit(MiniCluster cluster, PipelineConfig config, Path checkpoints)
            throws Exception {
        var env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobSettings.apply(env, config);
        DocumentPipeline.onKafka(env, KafkaResults.sink(config.kafka()), config);
        env.configure(quickly(checkpoints));
        return cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    }

    /** Without the growing pauses of a real job, which fifty kills in a row would make long. */
    private static Configuration quickly(Path checkpoints) {
        var settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, PAUSE);
        settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        return settings;
    }

    @Override
    public void kill() throws Exception {
        int attempt = attempt(cluster.getExecutionGraph(job).get());
        cluster.terminateTaskManager(kills++).get();
        cluster.startTaskManager();
        awaitAttempt(attempt + 1);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }

    /** Waits until all tasks run, and are not those from before a kill. */
    private void awaitAttempt(int attempt) throws Exception {
        while (!isRunning(cluster.getExecutionGraph(job).get(), attempt)) {
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static boolean isRunning(AccessExecutionGraph graph, int attempt) {
        if (graph.getState().isGloballyTerminalState()) {
            throw new IllegalStateException("the job ended: " + graph.getFailureInfo());
        }
        return graph.getState() == JobStatus.RUNNING
                && attempt(graph) >= attempt
                && tasks(graph).allMatch(task -> task.getState() == ExecutionState.RUNNING);
    }

    private static int attempt(AccessExecutionGraph graph) {
        return tasks(graph).mapToInt(AccessExecution::getAttemptNumber).max().orElse(-1);
    }

    private static Stream<AccessExecution> tasks(AccessExecutionGraph graph) {
        return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .map(AccessExecutionVertex::getCurrentExecutionAttempt);
    }
}

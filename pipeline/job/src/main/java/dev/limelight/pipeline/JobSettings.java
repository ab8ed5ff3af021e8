package dev.limelight.pipeline;

import dev.limelight.pipeline.config.PipelineConfig;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings that the job needs on every cluster. */
public final class JobSettings {

    /** The beginning of every job's name. */
    public static final String NAME = "limelight";

    /** How long checkpoints wait behind a branch's queue before they overtake it. */
    private static final Duration ALIGNED_FOR = Duration.ofSeconds(1);

    private JobSettings() {}

    /**
     * Sets checkpoints, restarts, parallelism, and the job's name, unless {@code pipeline.name} is
     * set. Records are immutable, so operators of one chain may share them; and all are POJOs, so
     * nothing may fall back to Kryo. The newest checkpoint outlives the job, so that one that was
     * cancelled or gave up can go on.
     *
     * <p>A checkpoint overtakes records that queue before a branch that is behind: results of the
     * other branch become visible with it.
     */
    public static void apply(StreamExecutionEnvironment env, PipelineConfig config) {
        env.setParallelism(config.parallelism());
        env.enableCheckpointing(
                config.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        var settings = new Configuration();
        if (env.getConfiguration().getOptional(PipelineOptions.NAME).isEmpty()) {
            settings.set(PipelineOptions.NAME, name(config.kafka().consumerGroup()));
        }
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        settings.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        settings.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, ALIGNED_FOR);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofMinutes(1));
        env.configure(settings);
    }

    /** Lets Flink show the job's configuration to whoever looks at the job. */
    public static void show(StreamExecutionEnvironment env, Map<String, String> values) {
        env.configure(new Configuration().set(PipelineOptions.GLOBAL_JOB_PARAMETERS, values));
    }

    /** With the consumer group, which tells one job from another. */
    private static String name(String group) {
        return group.equals(NAME) ? NAME : NAME + " " + group;
    }
}

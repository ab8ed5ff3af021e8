package dev.limelight.pipeline;

import dev.limelight.connectors.kafka.KafkaResults;
import dev.limelight.connectors.kafka.TransactionGuard;
import dev.limelight.connectors.kafka.admin.JobPermissions;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class of the job jar, which {@code flink run} calls with {@code --config FILE}. The file
 * is read where {@code flink run} is called; the cluster does not need it.
 */
public final class PipelineMain {

    private PipelineMain() {}

    /**
     * Creates missing topics, looks whether Kafka allows all that the job does, refuses to start
     * beside a job with the same transactions, and submits the job.
     *
     * @throws Exception what Flink could not do
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new ConfigException(
                    "arguments '%s', expected --config FILE"
                            .formatted(String.join(" ", arguments)));
        }
        Path file = Path.of(arguments[1]);
        PipelineConfig config = PipelineConfig.load(file);
        Topics.ensure(config.kafka());
        JobPermissions.check(config.kafka(), DocumentSources.groups(config));
        TransactionGuard.refuseNeighbours(config.kafka());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobSettings.apply(env, config);
        JobSettings.show(env, PipelineConfig.shown(file));
        DocumentPipeline.onKafka(env, KafkaResults.sink(config.kafka()), config);
        env.execute();
    }
}

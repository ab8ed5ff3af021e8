package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.KafkaResults;
import dev.limelight.connectors.kafka.Topics;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.NumberedDocuments;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a {@code read_committed} consumer sees of a job whose task manager dies on the way. */
class ExactlyOnceIT {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(3)
                            .build());

    private static final int DOCUMENTS = 300;
    private static final int FOR_BOTH = 100;

    /**
     * The task manager is killed once results are committed and more documents are on their way:
     * with chunks in the model, half-joined documents in state, and a transaction open.
     */
    @Test
    void when_aTaskManagerDies_then_eachDocumentComesOutOnce(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config =
                    RunningJob.config(broker.bootstrapServers(), "killed", Map.of());
            Topics.ensure(config.kafka());
            NumberedDocuments.send(config.kafka(), 0, DOCUMENTS);
            JobClient job = submit(config);
            try (var answers = new OutputTopics(config.kafka())) {
                answers.readAnswers(DOCUMENTS / 10);
                assertThat(answers.count()).as("answers before the kill").isLessThan(DOCUMENTS);

                cluster.terminateTaskManager(0).get();
                cluster.startTaskManager();
                answers.readAnswers(DOCUMENTS);

                NumberedDocuments.assertEachOnce(answers, DOCUMENTS);
            } finally {
                job.cancel().get();
            }
        }
    }

    /** Documents and sentences are with either model when it dies. */
    @Test
    void when_aTaskManagerDies_then_eachSummaryAndTranslationComesOutOnce(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        String bundle = Path.of("..", "..", "test-data", "seq2seq", "marian-split").toString();
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config =
                    RunningJob.config(
                            broker.bootstrapServers(),
                            "killed-both",
                            Map.of("translate.models", "en-de=" + bundle));
            Topics.ensure(config.kafka());
            NumberedDocuments.sendForBoth(config.kafka(), 0, FOR_BOTH);
            JobClient job = submit(config);
            try (var answers = new OutputTopics(config.kafka())) {
                answers.readAnswers(FOR_BOTH / 10);
                cluster.terminateTaskManager(0).get();
                cluster.startTaskManager();
                answers.readAnswers(2 * FOR_BOTH - FOR_BOTH / 10);

                NumberedDocuments.assertBothOnce(answers, FOR_BOTH);
            } finally {
                job.cancel().get();
            }
        }
    }

    /** Documents are half summarized, on any of their levels, when it dies. */
    @Test
    void when_aTaskManagerDies_then_eachAbstractComesOutOnce(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        String bundle = Path.of("..", "..", "test-data", "seq2seq", "bart-merged").toString();
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config =
                    RunningJob.config(
                            broker.bootstrapServers(),
                            "killed-abstracts",
                            Map.of("summarize.model", bundle));
            Topics.ensure(config.kafka());
            NumberedDocuments.send(config.kafka(), 0, FOR_BOTH);
            JobClient job = submit(config);
            try (var answers = new OutputTopics(config.kafka())) {
                answers.readAnswers(FOR_BOTH / 10);
                cluster.terminateTaskManager(0).get();
                cluster.startTaskManager();
                answers.readAnswers(FOR_BOTH);

                NumberedDocuments.assertEachAnsweredOnce(answers, FOR_BOTH);
            } finally {
                job.cancel().get();
            }
        }
    }

    private static JobClient submit(PipelineConfig config) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobSettings.apply(env, config);
        DocumentPipeline.onKafka(env, KafkaResults.sink(config.kafka()), config);
        return env.executeAsync(JobSettings.NAME);
    }
}

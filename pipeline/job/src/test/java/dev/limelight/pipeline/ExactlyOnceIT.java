package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.KafkaResults;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.Delivery;
import dev.limelight.pipeline.fixture.NumberedDocuments;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
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

    /** Those that are gone keep their numbers. */
    private static int killed;

    /**
     * The task manager is killed once results are committed and more documents are on their way:
     * with chunks in the model, half-joined documents in state, and a transaction open.
     */
    @Test
    void when_aTaskManagerDies_then_eachDocumentComesOutOnce(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        var job = new Job("killed", Map.of(), DOCUMENTS, DOCUMENTS);
        job.run(cluster, NumberedDocuments::send, NumberedDocuments::assertEachOnce);
    }

    /** Documents and sentences are with either model when it dies. */
    @Test
    void when_aTaskManagerDies_then_eachSummaryAndTranslationComesOutOnce(
            @InjectMiniCluster MiniCluster cluster) throws Exception {
        String bundle = Path.of("..", "..", "test-data", "seq2seq", "marian-split").toString();
        Map<String, String> changes = Map.of("translate.models", "en-de=" + bundle);
        var job = new Job("killed-both", changes, FOR_BOTH, 2 * FOR_BOTH - FOR_BOTH / 10);
        job.run(cluster, NumberedDocuments::sendForBoth, NumberedDocuments::assertBothOnce);
    }

    /** Documents are half summarized, on any of their levels, when it dies. */
    @Test
    void when_aTaskManagerDies_then_eachAbstractComesOutOnce(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        String bundle = Path.of("..", "..", "test-data", "seq2seq", "bart-merged").toString();
        var job =
                new Job(
                        "killed-abstracts",
                        Map.of("abstractive.model", bundle),
                        FOR_BOTH,
                        FOR_BOTH);
        job.run(cluster, NumberedDocuments::send, NumberedDocuments::assertEachAnsweredOnce);
    }

    /**
     * A job whose task manager is killed.
     *
     * @param answers how many of its documents have in all
     */
    private record Job(String name, Map<String, String> changes, int documents, int answers) {

        private interface Sending {
            void send(KafkaSettings kafka, int from, int to);
        }

        void run(MiniCluster cluster, Sending sending, ObjIntConsumer<OutputTopics> assertComplete)
                throws Exception {
            try (LocalBroker broker = LocalBroker.start()) {
                PipelineConfig config = RunningJob.config(broker.bootstrapServers(), name, changes);
                Topics.ensure(config.kafka());
                sending.send(config.kafka(), 0, documents);
                JobClient job = submit(config);
                try (var seen = new OutputTopics(config.kafka())) {
                    seen.readAnswers(documents / 10);
                    assertThat(seen.count()).as("answers before the kill").isLessThan(answers);
                    kill(cluster, job.getJobID());
                    seen.readAnswers(answers);
                    assertComplete.accept(seen, documents);
                } catch (AssertionError e) {
                    e.addSuppressed(new AssertionError(found(cluster, job.getJobID(), config)));
                    throw e;
                } finally {
                    job.cancel().get();
                }
            }
        }
    }

    /** Waits until the job is on its way back, so that no kill is one of nobody. */
    private static void kill(MiniCluster cluster, JobID job) throws Exception {
        cluster.terminateTaskManager(killed++).get();
        cluster.startTaskManager();
        while (attempt(cluster, job) < 1) {
            Thread.sleep(50);
        }
    }

    /** How often the job's tasks were started again. */
    private static int attempt(MiniCluster cluster, JobID job) throws Exception {
        int last = 0;
        for (var task : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
            last = Math.max(last, task.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return last;
    }

    private static String found(MiniCluster cluster, JobID job, PipelineConfig config)
            throws Exception {
        AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
        ErrorInfo failure = graph.getFailureInfo();
        return "the job is %s, was started again %d times, last because of %s%n%s"
                .formatted(
                        graph.getState(),
                        attempt(cluster, job),
                        failure == null ? "nothing" : failure.getExceptionAsString(),
                        Delivery.describe(config));
    }

    private static JobClient submit(PipelineConfig config) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobSettings.apply(env, config);
        DocumentPipeline.onKafka(env, KafkaResults.sink(config.kafka()), config);
        return env.executeAsync(JobSettings.NAME);
    }
}

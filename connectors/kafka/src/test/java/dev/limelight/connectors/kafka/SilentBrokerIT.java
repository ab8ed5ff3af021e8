package dev.limelight.connectors.kafka;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A broker that takes connections and does not answer, as one whose process is stopped. The cluster
 * has one TaskManager and no other comes, so the job goes on only if the sink does not end it.
 */
@Timeout(300)
class SilentBrokerIT {
    @RegisterExtension static final MiniClusterExtension CLUSTER = TestJob.cluster(1);

    private static final int DOCUMENTS = 200;

    /** What takes a minute or two with the defaults takes seconds. */
    private static final Map<String, String> IMPATIENT =
            Map.of(
                    "max.block.ms", "3000",
                    "request.timeout.ms", "2000",
                    "delivery.timeout.ms", "3000",
                    "default.api.timeout.ms", "4000");

    @Test
    void when_aTaskEndsWhileKafkaIsSilent_then_theJobGoesOnWhenKafkaAnswers() throws Exception {
        try (var relay = new SilentRelay();
                var broker =
                        LocalBroker.start(
                                Map.of("advertised.listeners", "PLAINTEXT://" + relay.address()))) {
            relay.open(broker.bootstrapServers());
            KafkaSettings settings = KafkaSettings.of(relay.address()).withPartitions(1);
            Topics.ensure(settings);
            produce(settings);
            var job = environment(TestJob.withClient(settings, IMPATIENT)).executeAsync();

            assertThat(Fails.WRITING.await(3, TimeUnit.MINUTES)).isTrue();
            relay.beSilent(true);
            Fails.NOW.set(true);
            awaitRestart(job);
            relay.beSilent(false);

            job.getJobExecutionResult().get(3, TimeUnit.MINUTES);
            assertThat(Fails.NOW).isFalse();
            assertThat(TestJob.keys(settings, TopicNames.SUMMARIES))
                    .isEqualTo(TestJob.ids(DOCUMENTS));
        }
    }

    /** Until its tasks have ended, which they do in the silence, and are deployed anew. */
    private static void awaitRestart(JobClient job) throws Exception {
        for (JobStatus wanted : List.of(JobStatus.RESTARTING, JobStatus.RUNNING)) {
            while (job.getJobStatus().get(1, TimeUnit.MINUTES) != wanted) {
                Thread.sleep(10);
            }
        }
    }

    private static StreamExecutionEnvironment environment(KafkaSettings settings) {
        StreamExecutionEnvironment env = TestJob.restarting(100, new Configuration());
        env.setParallelism(1);
        /* Only the last one, at the end: what is written before is in an open transaction. */
        env.enableCheckpointing(Duration.ofHours(1).toMillis());
        env.fromSource(
                        KafkaDocuments.boundedSource(settings, StartingOffsets.COMMITTED),
                        WatermarkStrategy.noWatermarks(),
                        "documents")
                .flatMap(new Fails())
                .sinkTo(KafkaResults.sink(settings));
        return env;
    }

    private static void produce(KafkaSettings settings) {
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                producer.send(bytes("d" + i), bytes("text"), Map.of("content-type", "text/plain"));
            }
            producer.flush();
        }
    }

    /** Answers each document slowly, and fails once when it is asked to. */
    private static final class Fails implements FlatMapFunction<InputRecord, OutputRecord> {
        static final CountDownLatch WRITING = new CountDownLatch(30);
        static final AtomicBoolean NOW = new AtomicBoolean();

        @Override
        public void flatMap(InputRecord input, Collector<OutputRecord> out) throws Exception {
            Thread.sleep(20);
            out.collect(
                    new OutputRecord(TopicNames.SUMMARIES, input.key(), bytes("{}"), List.of()));
            WRITING.countDown();
            if (NOW.compareAndSet(true, false)) {
                throw new IllegalStateException("failed on purpose");
            }
        }
    }
}

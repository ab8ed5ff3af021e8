package dev.limelight.connectors.kafka;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A broker that takes connections and does not answer, as one whose process is stopped. The cluster
 * has one TaskManager and no other comes, so the job goes on only if the sink does not end it.
 */
class SilentBrokerIT {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

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
            var job = environment(impatient(settings)).executeAsync();

            assertThat(Fails.WRITING.await(3, TimeUnit.MINUTES)).isTrue();
            relay.beSilent(true);
            Fails.NOW.set(true);
            Thread.sleep(10_000);
            relay.beSilent(false);

            job.getJobExecutionResult().get(3, TimeUnit.MINUTES);
            assertThat(Fails.NOW).isFalse();
            assertThat(keys(settings)).isEqualTo(expected());
        }
    }

    private static StreamExecutionEnvironment environment(KafkaSettings settings) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
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

    private static KafkaSettings impatient(KafkaSettings settings) {
        return new KafkaSettings(
                settings.bootstrapServers(),
                settings.topicPrefix(),
                settings.topicNames(),
                settings.consumerGroup(),
                settings.transactionalIdPrefix(),
                settings.transactionTimeout(),
                settings.maxRecordBytes(),
                settings.partitions(),
                settings.replicationFactor(),
                IMPATIENT);
    }

    private static void produce(KafkaSettings settings) {
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                producer.send(bytes("d" + i), bytes("text"), Map.of("content-type", "text/plain"));
            }
            producer.flush();
        }
    }

    private static List<String> keys(KafkaSettings settings) {
        List<String> keys = new ArrayList<>();
        try (TopicReader reader =
                TopicReader.fromBeginning(settings, List.of(TopicNames.SUMMARIES))) {
            while (!reader.isAtEnd()) {
                reader.poll(Duration.ofMillis(200))
                        .forEach(each -> keys.add(new String(each.key(), StandardCharsets.UTF_8)));
            }
        }
        keys.sort(null);
        return keys;
    }

    private static List<String> expected() {
        return IntStream.range(0, DOCUMENTS).mapToObj(i -> "d" + i).sorted().toList();
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

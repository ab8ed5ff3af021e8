package dev.limelight.connectors.kafka;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Guards the pin of kafka-clients: with a version that the connector does not match, the job below
 * dies at its first checkpoint.
 */
class ExactlyOnceIT {
    @RegisterExtension static final MiniClusterExtension CLUSTER = TestJob.cluster(2);

    private static final int DOCUMENTS = 300;
    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @BeforeEach
    void reset() {
        FailsOnce.CHECKPOINTS.set(0);
        FailsOnce.FAILURES.set(0);
    }

    @Test
    void when_jobFailsAfterACheckpoint_then_committedReaderSeesEachRecordOnce() throws Exception {
        KafkaSettings settings = settings("once.");
        Topics.ensure(settings);
        produce(settings, 0, DOCUMENTS);

        run(settings, KafkaDocuments.boundedSource(settings, StartingOffsets.COMMITTED), true);

        assertThat(FailsOnce.FAILURES).hasValue(1);
        assertThat(TestJob.keys(settings, TopicNames.SUMMARIES)).isEqualTo(TestJob.ids(DOCUMENTS));
        assertThat(TestJob.keys(settings, TopicNames.SALIENCE)).isEqualTo(TestJob.ids(DOCUMENTS));
    }

    @Test
    void when_jobIsStartedAgain_then_itGoesOnAtTheCommittedOffsets() throws Exception {
        KafkaSettings settings = settings("again.");
        Topics.ensure(settings);
        produce(settings, 0, 20);
        run(settings, KafkaDocuments.boundedSource(settings, StartingOffsets.COMMITTED), false);
        commitAll(settings);
        produce(settings, 20, 40);
        run(settings, KafkaDocuments.boundedSource(settings, StartingOffsets.COMMITTED), false);
        assertThat(TestJob.keys(settings, TopicNames.SUMMARIES)).isEqualTo(TestJob.ids(40));
    }

    /**
     * Commits what was read. Flink does so behind each checkpoint, but does not wait for it, so
     * that a job which ends with its last checkpoint may leave some uncommitted.
     */
    private static void commitAll(KafkaSettings settings) throws Exception {
        String topic = settings.topic(TopicNames.DOCUMENTS);
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
            for (int i = 0; i < settings.partitions(); i++) {
                partitions.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            admin.listOffsets(partitions)
                    .all()
                    .get()
                    .forEach((part, end) -> ends.put(part, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(settings.consumerGroup(), ends).all().get();
        }
    }

    private static void run(
            KafkaSettings settings, Source<InputRecord, ?, ?> source, boolean failing)
            throws Exception {
        StreamExecutionEnvironment env = TestJob.restarting(3, new Configuration());
        env.setParallelism(2);
        env.enableCheckpointing(200);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "documents")
                .flatMap(new FailsOnce(failing))
                .sinkTo(KafkaResults.sink(settings));
        env.execute();
    }

    private static KafkaSettings settings(String prefix) {
        return KafkaSettings.of(BROKER.bootstrapServers())
                .withTopicPrefix(prefix)
                .withJobName(prefix + "job")
                .withPartitions(2);
    }

    /** Among the documents are what others stumble over: tombstones and missing keys. */
    private static void produce(KafkaSettings settings, int from, int to) {
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            for (int i = from; i < to; i++) {
                byte[] value = i % 10 == 0 ? null : bytes("text " + i);
                producer.send(bytes("d" + i), value, Map.of("content-type", "text/plain"));
            }
            producer.flush();
        }
    }

    /** Answers each document on two topics, slowly, and dies once after the second checkpoint. */
    private static final class FailsOnce extends RichFlatMapFunction<InputRecord, OutputRecord>
            implements CheckpointListener {
        static final AtomicInteger CHECKPOINTS = new AtomicInteger();
        static final AtomicInteger FAILURES = new AtomicInteger();

        private final boolean failing;

        FailsOnce(boolean failing) {
            this.failing = failing;
        }

        @Override
        public void flatMap(InputRecord input, Collector<OutputRecord> out) throws Exception {
            Thread.sleep(failing ? 10 : 0);
            out.collect(new OutputRecord("summaries", input.key(), bytes("{}"), List.of()));
            out.collect(new OutputRecord("salience", input.key(), bytes("{}"), List.of()));
            if (failing && CHECKPOINTS.get() >= 4 && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("failed on purpose");
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CHECKPOINTS.incrementAndGet();
        }
    }
}

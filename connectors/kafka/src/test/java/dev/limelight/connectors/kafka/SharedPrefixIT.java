package dev.limelight.connectors.kafka;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.kafka.transaction.Coordinators;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that share a prefix of transactional ids, or have theirs taken away. */
class SharedPrefixIT {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestJob.cluster(2);

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int DOCUMENTS = 20;
    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    /** It has nothing to do, so that no open transaction gives it away. */
    @Test
    void when_anotherGroupsJobHasThePrefix_then_theSecondIsRefusedUntilThatEnds() throws Exception {
        KafkaSettings first = settings("shared", "first");
        KafkaSettings second = settings("shared", "second");
        JobClient job = submit(first, INTERVAL);
        try {
            produce(first);
            awaitSummaries(first, DOCUMENTS);
            TransactionGuard.refuseNeighbours(first, Duration.ofSeconds(2));
            KafkaSetupException error =
                    catchThrowableOfType(
                            KafkaSetupException.class,
                            () -> TransactionGuard.refuseNeighbours(second));
            assertThat(error.isConfiguration()).isTrue();
            assertThat(error)
                    .hasMessageContaining("kafka.transactional-id-prefix is \"shared\"")
                    .hasMessageContaining("kafka.group-id \"first\"")
                    .hasMessageContaining("expected one that no other job uses");
            TransactionGuard.refuseNeighbours(settings("share", "second"), Duration.ofSeconds(2));
        } finally {
            job.cancel().get();
        }
        awaitEnd(job);
        TransactionGuard.refuseNeighbours(second, Duration.ofSeconds(2));
    }

    /** Two that start in the same instant see nothing of each other, and do each other no harm. */
    @Test
    void when_bothRunNevertheless_then_eachAnswersItsDocumentsOnce() throws Exception {
        KafkaSettings first = settings("instant", "instant-first");
        KafkaSettings second = settings("instant", "instant-second");
        JobClient one = submit(first, INTERVAL);
        JobClient other = submit(second, INTERVAL);
        try {
            produce(first);
            produce(second);
            assertThat(awaitSummaries(first, DOCUMENTS)).isEqualTo(TestJob.ids(DOCUMENTS));
            assertThat(awaitSummaries(second, DOCUMENTS)).isEqualTo(TestJob.ids(DOCUMENTS));
        } finally {
            one.cancel().get();
            other.cancel().get();
        }
        awaitEnd(one);
        awaitEnd(other);
        awaitNoAdminClients();
        assertThat(summaries(first)).isEqualTo(TestJob.ids(DOCUMENTS));
        assertThat(summaries(second)).isEqualTo(TestJob.ids(DOCUMENTS));
    }

    /**
     * A job with equal settings does so when it starts. All records lie in Kafka by then, so that
     * the writer has nothing left to send and would hear of it only behind its checkpoint.
     */
    @Test
    void when_aTransactionIsTakenAway_then_itsDocumentsAreAnsweredAgain() throws Exception {
        KafkaSettings settings = settings("taken", "taken");
        JobClient job = submit(settings, Duration.ofSeconds(4));
        try (var coordinators = coordinators()) {
            produce(settings);
            List<String> open = awaitOpen(coordinators, settings);
            coordinators.fence(open);
            assertThat(awaitSummaries(settings, DOCUMENTS)).isEqualTo(TestJob.ids(DOCUMENTS));
        } finally {
            job.cancel().get();
        }
        awaitEnd(job);
        assertThat(summaries(settings)).isEqualTo(TestJob.ids(DOCUMENTS));
    }

    /**
     * A task of an earlier run that does not know yet that it is over takes up an id after the
     * running job has looked, and dies with a transaction open. Readers must not wait until that
     * times out, after ten minutes.
     */
    @Test
    void when_aTaskOfAnEarlierRunOpensATransaction_then_readersDoNotWaitForItsTimeout()
            throws Exception {
        KafkaSettings settings = settings("stray", "stray");
        JobClient job = submit(settings, INTERVAL);
        try {
            produce(settings);
            awaitSummaries(settings, DOCUMENTS);
            openStray(settings);
            try (var producer = new DocumentProducer(settings)) {
                producer.sendText("one-more", bytes("text"));
                producer.flush();
            }
            List<String> expected = new ArrayList<>(TestJob.ids(DOCUMENTS));
            expected.add("one-more");
            assertThat(awaitSummaries(settings, DOCUMENTS + 1)).isEqualTo(expected);
        } finally {
            job.cancel().get();
        }
        awaitEnd(job);
    }

    private static void openStray(KafkaSettings settings) throws Exception {
        String id = settings.transactionOwner().idPrefix() + "-0-999";
        var properties = new Properties();
        properties.put("bootstrap.servers", BROKER.bootstrapServers());
        properties.put("transactional.id", id);
        properties.put("transaction.timeout.ms", 600_000);
        var bytes = new ByteArraySerializer();
        var stray = new KafkaProducer<byte[], byte[]>(properties, bytes, bytes);
        try {
            stray.initTransactions();
            stray.beginTransaction();
            String topic = settings.topic(TopicNames.SUMMARIES);
            stray.send(new ProducerRecord<>(topic, bytes("x"), bytes("{}"))).get();
        } finally {
            /* As a process that dies; with time it would abort. */
            stray.close(Duration.ZERO);
        }
    }

    /** A document a checkpoint, and as many checkpoints between: none asks for a new id. */
    @Test
    void when_thereAreManyCheckpoints_then_idsAreFew() throws Exception {
        KafkaSettings settings = settings("many", "many");
        JobClient job = submit(settings, Duration.ofMillis(50));
        try (var coordinators = coordinators();
                var producer = new DocumentProducer(settings)) {
            int earlier = -1;
            for (int i = 0; i < 30; i++) {
                producer.sendText("d" + i, bytes("text"));
                producer.flush();
                awaitSummaries(settings, i + 1);
                earlier = i == 10 ? ids(coordinators, settings) : earlier;
            }
            assertThat(ids(coordinators, settings)).isBetween(1, 8).isEqualTo(earlier);
        } finally {
            job.cancel().get();
        }
        awaitEnd(job);
    }

    /** As the sink was before: a new id with each checkpoint, under the bare prefix. */
    @Test
    void when_theSinkBeforeLeftASavepoint_then_theJobGoesOnFromIt(@TempDir Path folder)
            throws Exception {
        KafkaSettings settings = settings("older", "older");
        KafkaSink<OutputRecord> older =
                KafkaSink.<OutputRecord>builder()
                        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix("older")
                        .setProperty("transaction.timeout.ms", "600000")
                        .setRecordSerializer(new OutputRecordWriter(settings))
                        .setBootstrapServers(settings.bootstrapServers())
                        .build();
        JobClient before = submit(settings, INTERVAL, older, new Configuration());
        produce(settings);
        awaitSummaries(settings, DOCUMENTS);
        String savepoint =
                before.stopWithSavepoint(
                                false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get();
        var from = new Configuration();
        from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        JobClient after = submit(settings, INTERVAL, KafkaResults.sink(settings), from);
        try (var producer = new DocumentProducer(settings)) {
            producer.sendText("one-more", bytes("text"));
            producer.flush();
            List<String> expected = new ArrayList<>(TestJob.ids(DOCUMENTS));
            expected.add("one-more");
            assertThat(awaitSummaries(settings, DOCUMENTS + 1)).isEqualTo(expected);
        } finally {
            after.cancel().get();
        }
        awaitEnd(after);
    }

    private static int ids(Coordinators coordinators, KafkaSettings settings) throws Exception {
        return coordinators.ids(settings.transactionOwner().idPrefix()).size();
    }

    private static List<String> awaitOpen(Coordinators coordinators, KafkaSettings settings)
            throws Exception {
        String prefix = settings.transactionOwner().idPrefix();
        while (true) {
            Map<String, TransactionDescription> known =
                    coordinators.describe(coordinators.ids(prefix));
            List<String> open =
                    known.keySet().stream()
                            .filter(id -> known.get(id).state() == TransactionState.ONGOING)
                            .toList();
            if (!open.isEmpty() && uncommitted(settings) == DOCUMENTS) {
                return open;
            }
            Thread.sleep(20);
        }
    }

    /** What lies in Kafka, committed or not. */
    private static int uncommitted(KafkaSettings settings) {
        KafkaSettings all =
                TestJob.withClient(settings, Map.of("isolation.level", "read_uncommitted"));
        return summaries(all).size();
    }

    private static JobClient submit(KafkaSettings settings, Duration interval) throws Exception {
        return submit(settings, interval, KafkaResults.sink(settings), new Configuration());
    }

    private static JobClient submit(
            KafkaSettings settings,
            Duration interval,
            Sink<OutputRecord> sink,
            Configuration configuration)
            throws Exception {
        Topics.ensure(settings);
        StreamExecutionEnvironment env = TestJob.restarting(20, configuration);
        env.setParallelism(1);
        env.enableCheckpointing(interval.toMillis());
        env.fromSource(
                        KafkaDocuments.source(settings, StartingOffsets.COMMITTED),
                        WatermarkStrategy.noWatermarks(),
                        "documents")
                .uid("documents")
                .map(SharedPrefixIT::answer)
                .uid("answer")
                .sinkTo(sink)
                .uid("sink");
        return env.executeAsync(settings.consumerGroup());
    }

    private static OutputRecord answer(InputRecord document) {
        return new OutputRecord(TopicNames.SUMMARIES, document.key(), bytes("{}"), List.of());
    }

    private static void awaitEnd(JobClient job) throws Exception {
        while (!job.getJobStatus().get().isGloballyTerminalState()) {
            Thread.sleep(50);
        }
    }

    /** The connector leaves one behind with each writer; a job that restarts would fill the JVM. */
    private static void awaitNoAdminClients() throws InterruptedException {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("kafka-admin-client-thread"))) {
            Thread.sleep(50);
        }
    }

    private static KafkaSettings settings(String prefix, String group) {
        return KafkaSettings.of(BROKER.bootstrapServers())
                .withTopicPrefix(group + ".")
                .withPartitions(1)
                .withJobName(prefix)
                .withConsumerGroup(group);
    }

    private static Coordinators coordinators() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", BROKER.bootstrapServers());
        return new Coordinators(properties);
    }

    private static void produce(KafkaSettings settings) {
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            TestJob.ids(DOCUMENTS).forEach(id -> producer.sendText(id, bytes("text")));
            producer.flush();
        }
    }

    private static List<String> awaitSummaries(KafkaSettings settings, int number)
            throws Exception {
        List<String> found = summaries(settings);
        while (found.size() < number) {
            Thread.sleep(20);
            found = summaries(settings);
        }
        return found;
    }

    private static List<String> summaries(KafkaSettings settings) {
        return TestJob.keys(settings, TopicNames.SUMMARIES);
    }
}

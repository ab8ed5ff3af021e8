package dev.limelight.connectors.kafka.transaction;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of transactions that a checkpoint wants committed, against a real broker. */
class CheckedCommitterIT {

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
    private static int tests;

    private final SimpleCounter lost = new SimpleCounter();
    private KafkaSettings settings;
    private Coordinators coordinators;
    private CheckedCommitter committer;
    private FlinkKafkaInternalProducer<byte[], byte[]> producer;

    @BeforeEach
    void open() {
        String name = "committer" + tests++;
        settings =
                KafkaSettings.of(BROKER.bootstrapServers())
                        .withTopicPrefix(name + ".")
                        .withJobName(name)
                        .withPartitions(1);
        Topics.ensure(settings);
        coordinators = new Coordinators(properties());
        producer = new FlinkKafkaInternalProducer<>(properties(), id());
        committer =
                new CheckedCommitter(
                        new KafkaCommitter(
                                properties(),
                                settings.transactionOwner().idPrefix(),
                                0,
                                0,
                                true,
                                FlinkKafkaInternalProducer::new),
                        settings.transactionOwner(),
                        new Coordinators(properties()),
                        new LossAlert(
                                properties(),
                                settings.topic(TopicNames.ALERTS),
                                new OutputRecords(settings.maxRecordBytes())),
                        lost);
    }

    @AfterEach
    void close() throws Exception {
        producer.close();
        committer.close();
        coordinators.close();
    }

    @Test
    void when_itIsStillOpen_then_committed() throws Exception {
        Answer answer = commit(recovered(written("a")));
        assertThat(answer.outcomes).isEmpty();
        assertThat(summaries()).isEqualTo(1);
        assertNothingLost();
    }

    /** A kill between a commit and the end of the next checkpoint. */
    @Test
    void when_itWasCommittedBefore_then_noLossIsSeen() throws Exception {
        KafkaCommittable transaction = recovered(written("a"));
        producer.commitTransaction();
        assertThat(commit(transaction).outcomes).containsExactly("already committed");
        assertThat(summaries()).isEqualTo(1);
        assertNothingLost();
    }

    /** FLINK-40626: readers would wait for the younger transaction until its time is up. */
    @Test
    void when_itsIdIsOpenAgain_then_thatTransactionIsAbortedAndNobodyWaits() throws Exception {
        KafkaCommittable transaction = recovered(written("a"));
        producer.commitTransaction();
        producer.setTransactionId(id());
        written("b");
        assertThat(state()).isEqualTo(TransactionState.ONGOING);

        assertThat(commit(transaction).outcomes).containsExactly("already committed");
        assertThat(state()).isNotEqualTo(TransactionState.ONGOING);
        written(new FlinkKafkaInternalProducer<>(properties(), id() + "9"), "c")
                .commitTransaction();
        assertThat(summaries()).as("a and what follows b").isEqualTo(2);
        assertNothingLost();
    }

    @Test
    void when_itsTimeWasUp_then_anAlertSaysWhatWasLost() throws Exception {
        producer.close();
        Properties impatient = properties();
        impatient.put("transaction.timeout.ms", "1000");
        producer = new FlinkKafkaInternalProducer<>(impatient, id());
        KafkaCommittable transaction = recovered(written("a"));
        while (state() != TransactionState.COMPLETE_ABORT) {
            Thread.sleep(100);
        }
        assertThat(commit(transaction).outcomes).containsExactly("failed");
        assertLost();
    }

    /** While the job runs, nobody but another job can have done that. */
    @Test
    void when_somebodyElseTookItOver_then_anAlertSaysWhatWasLost() throws Exception {
        KafkaCommittable transaction = written("a");
        producer.precommitTransaction();
        coordinators.fence(List.of(id()));
        assertThat(commit(transaction).outcomes).containsExactly("failed");
        assertLost();
    }

    private void assertLost() throws Exception {
        assertThat(summaries()).isZero();
        assertThat(lost.getCount()).isEqualTo(1);
        List<TopicRecord> alerts = records(TopicNames.ALERTS);
        assertThat(alerts).hasSize(1);
        AlertRecord alert = RecordCodec.decode(alerts.get(0).value(), AlertRecord.class);
        assertThat(alert.kind()).isEqualTo(AlertKind.RESULTS_LOST);
        assertThat(alert.error())
                .contains(id(), "send the documents of that time again", "transaction-timeout")
                .doesNotContain("\n");
    }

    private void assertNothingLost() throws Exception {
        assertThat(lost.getCount()).isZero();
        assertThat(records(TopicNames.ALERTS)).isEmpty();
    }

    private Answer commit(KafkaCommittable transaction) throws Exception {
        var answer = new Answer(transaction);
        committer.commit(List.of(answer));
        return answer;
    }

    private KafkaCommittable written(String key) throws Exception {
        return KafkaCommittable.of(written(producer, key));
    }

    private FlinkKafkaInternalProducer<byte[], byte[]> written(
            FlinkKafkaInternalProducer<byte[], byte[]> to, String key) throws Exception {
        to.initTransactions();
        to.beginTransaction();
        String topic = settings.topic(TopicNames.SUMMARIES);
        to.send(new ProducerRecord<>(topic, bytes(key), bytes("{}"))).get();
        to.flush();
        return to;
    }

    /** As it comes out of a checkpoint: without the producer that wrote it. */
    private static KafkaCommittable recovered(KafkaCommittable transaction) {
        return new KafkaCommittable(
                transaction.getProducerId(),
                transaction.getEpoch(),
                transaction.getTransactionalId(),
                null);
    }

    private TransactionState state() throws Exception {
        return coordinators.describe(Set.of(id())).get(id()).state();
    }

    private int summaries() throws Exception {
        return records(TopicNames.SUMMARIES).size();
    }

    private List<TopicRecord> records(String topic) {
        List<TopicRecord> records = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromBeginning(settings, List.of(topic))) {
            while (!reader.isAtEnd()) {
                records.addAll(reader.poll(Duration.ofMillis(100)));
            }
        }
        return records;
    }

    private String id() {
        return settings.transactionOwner().idPrefix() + "-0-0";
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", BROKER.bootstrapServers());
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        return properties;
    }

    /** Keeps what the committer tells Flink. */
    private static final class Answer implements CommitRequest<KafkaCommittable> {
        final List<String> outcomes = new ArrayList<>();
        private final KafkaCommittable transaction;

        Answer(KafkaCommittable transaction) {
            this.transaction = transaction;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return transaction;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            outcomes.add("failed");
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            outcomes.add("failed for unknown reasons");
        }

        @Override
        public void retryLater() {
            outcomes.add("later");
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable committable) {
            outcomes.add("later");
        }

        @Override
        public void signalAlreadyCommitted() {
            outcomes.add("already committed");
        }
    }
}

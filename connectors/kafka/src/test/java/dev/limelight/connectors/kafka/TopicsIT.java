package dev.limelight.connectors.kafka;

import static dev.limelight.connectors.fixture.TestRecords.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.fixture.TestRecords;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicsIT {
    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void when_topicsAreMissing_then_theyAreCreatedOnce() throws Exception {
        KafkaSettings settings = settings("created.").withPartitions(3);
        Topics.ensure(settings);
        Topics.ensure(settings);

        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            "created.documents",
                            "created.summaries",
                            "created.salience",
                            "created.dead-letters",
                            "created.alerts",
                            "created.models");
            assertThat(
                            admin.describeTopics(List.of("created.summaries"))
                                    .allTopicNames()
                                    .get()
                                    .get("created.summaries")
                                    .partitions())
                    .hasSize(3);
        }
    }

    /**
     * Brokers tell of new partitions a moment before they take records for them. A producer whose
     * first batch comes too early cannot deliver it behind its second any more.
     */
    @Test
    void when_topicsWereCreated_then_allPartitionsTakeRecordsAtOnce() throws Exception {
        KafkaSettings settings = settings("at-once.").withPartitions(30);
        var bytes = new ByteArraySerializer();
        var once = settings.client(Map.of("retries", "0", "enable.idempotence", "false"));
        try (var producer = new KafkaProducer<byte[], byte[]>(once, bytes, bytes)) {
            Topics.ensure(settings);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int partition = settings.partitions() - 1; partition >= 0; partition--) {
                String topic = settings.topic(TopicNames.DOCUMENTS);
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, bytes("x"))));
            }
            for (Future<RecordMetadata> each : sent) {
                assertThat(each.get().offset()).isZero();
            }
        }
    }

    @Test
    void when_topicHoldsLessThanTheJobWrites_then_refusedWithTheKeyToChange() throws Exception {
        KafkaSettings settings = settings("low.");
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            NewTopic low =
                    new NewTopic("low.summaries", 1, (short) 1)
                            .configs(Map.of("max.message.bytes", "1000000"));
            admin.createTopics(List.of(low)).all().get();
        }

        KafkaSetupException error =
                catchThrowableOfType(KafkaSetupException.class, () -> Topics.ensure(settings));
        assertThat(error)
                .hasMessageContaining("low.summaries")
                .hasMessageContaining("max.message.bytes=1000000")
                .hasMessageContaining("16777216")
                .hasMessageContaining("kafka.max-record-bytes");
        assertThat(error.isConfiguration()).isTrue();
        assertThat(topics(settings)).containsExactly("low.summaries");
        Topics.ensure(settings.withMaxRecordBytes(1_000_000));
        assertThat(topics(settings)).hasSize(TopicNames.ALL.size());
    }

    @Test
    void when_topicsCannotBeCreated_then_noneIs() throws Exception {
        KafkaSettings settings = settings("copies.");
        KafkaSettings copies =
                new KafkaSettings(
                        settings.bootstrapServers(),
                        settings.topicPrefix(),
                        settings.topicNames(),
                        settings.consumerGroup(),
                        settings.transactionalIdPrefix(),
                        settings.transactionTimeout(),
                        settings.maxRecordBytes(),
                        settings.partitions(),
                        3,
                        settings.clientProperties());
        assertThatThrownBy(() -> Topics.ensure(copies))
                .isInstanceOf(KafkaSetupException.class)
                .hasMessageContaining("3");
        assertThat(topics(settings)).isEmpty();
    }

    @Test
    void when_theTopicOfModelsIsCreated_then_compactedInOnePartition() throws Exception {
        KafkaSettings settings = settings("models.").withPartitions(3);
        Topics.ensure(settings);

        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, "models.models");
            assertThat(
                            admin.describeConfigs(List.of(topic))
                                    .all()
                                    .get()
                                    .get(topic)
                                    .get("cleanup.policy")
                                    .value())
                    .isEqualTo("compact");
            assertThat(
                            admin.describeTopics(List.of("models.models"))
                                    .allTopicNames()
                                    .get()
                                    .get("models.models")
                                    .partitions())
                    .hasSize(1);
        }
    }

    /** Somebody may have written to it before the first job came; small limits do no harm. */
    @Test
    void when_theTopicOfModelsIsThereWithDefaults_then_itWillDo() throws Exception {
        KafkaSettings settings = settings("before.");
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            NewTopic before =
                    new NewTopic("before.models", 1, (short) 1)
                            .configs(Map.of("max.message.bytes", "1000000"));
            admin.createTopics(List.of(before)).all().get();
        }
        Topics.ensure(settings);
        assertThat(topics(settings)).hasSize(TopicNames.ALL.size());
    }

    @Test
    void when_brokerIsNotThere_then_oneReadableLine() {
        for (String nowhere : List.of("127.0.0.1:1", "no-such-host.invalid:9092", "nonsense")) {
            KafkaSettings settings = KafkaSettings.of(nowhere);
            KafkaSetupException error =
                    catchThrowableOfType(KafkaSetupException.class, () -> Topics.ensure(settings));

            assertThat(error.getMessage()).contains(nowhere).doesNotContain("\n");
            assertThat(error.getMessage().contains("within 8 s"))
                    .isEqualTo(nowhere.startsWith("127"));
            assertThat(error.isConfiguration()).isFalse();
        }
        assertThatThrownBy(
                        () -> {
                            try (DocumentProducer producer =
                                    new DocumentProducer(KafkaSettings.of("127.0.0.1:1"))) {
                                producer.send(TestRecords.document());
                                producer.flush();
                            }
                        })
                .isInstanceOf(KafkaSetupException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void when_documentsAreProduced_then_theyAreReadAsTheyAre() throws Exception {
        KafkaSettings settings = settings("produced.").withPartitions(1);
        Topics.ensure(settings);
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            assertThat(producer.send(TestRecords.document())).isTrue();
            assertThat(producer.sendText("t", bytes("A lamp."))).isTrue();
            assertThat(producer.send(bytes("dead"), null, Map.of("h", "\u00ff"))).isTrue();
            assertThat(producer.send(null, new byte[] {-1}, Map.of())).isTrue();
            producer.flush();
        }

        List<TopicRecord> records = TestJob.records(settings, TopicNames.DOCUMENTS);
        assertThat(records).hasSize(4).allMatch(record -> record.topic().equals("documents"));
        assertThat(RecordCodec.decode(records.get(0).value(), TestRecords.document().getClass()))
                .isEqualTo(TestRecords.document());
        assertThat(records.get(1).key()).isEqualTo(bytes("t"));
        assertThat(records.get(1).headers()).isEqualTo(Map.of("content-type", "text/plain"));
        assertThat(records.get(1).timestamp()).isPositive();
        assertThat(records.get(2).value()).isNull();
        assertThat(records.get(2).headers()).isEqualTo(Map.of("h", "\u00ff"));
        assertThat(records.get(3).key()).isNull();
        assertThat(records.get(3).position())
                .isEqualTo(new SourcePosition("produced.documents", 0, 3));
    }

    @Test
    void when_documentIsAboveTheLimit_then_deadLetterOfStageProduce() throws Exception {
        KafkaSettings settings = settings("large.").withMaxRecordBytes(1 << 20);
        Topics.ensure(settings);
        byte[] random = new byte[1 << 20];
        new Random(1).nextBytes(random);
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            assertThat(producer.send(bytes("large"), random, Map.of())).isFalse();
            assertThat(producer.sendText("fits", Arrays.copyOf(random, (1 << 20) - 1000))).isTrue();
            assertThat(producer.send(random, bytes("x"), Map.of())).isFalse();
            producer.flush();
        }

        assertThat(TestJob.records(settings, TopicNames.DOCUMENTS)).hasSize(1);
        List<DeadLetterRecord> letters = new ArrayList<>();
        for (TopicRecord record : TestJob.records(settings, TopicNames.DEAD_LETTERS)) {
            letters.add(RecordCodec.decode(record.value(), DeadLetterRecord.class));
            assertThat(DocumentDecoder.idOf(record.key()))
                    .isEqualTo(letters.get(letters.size() - 1).documentId());
        }
        assertThat(letters)
                .hasSize(2)
                .allMatch(letter -> letter.category() == DeadLetterCategory.TOO_LARGE)
                .allMatch(letter -> letter.stage().equals("produce"))
                .allMatch(letter -> letter.error().contains("expected at most 1048576"))
                .allMatch(
                        letter ->
                                letter.source()
                                        .equals(new SourcePosition("large.documents", -1, -1)))
                .anyMatch(letter -> "large".equals(letter.documentId()))
                .anyMatch(letter -> letter.documentId() == null);
    }

    @Test
    void when_readerStartsAtTheEnd_then_onlyNewRecordsCome() throws Exception {
        KafkaSettings settings = settings("end.");
        Topics.ensure(settings);
        try (DocumentProducer producer = new DocumentProducer(settings)) {
            producer.sendText("old", bytes("x"));
            producer.flush();
            try (TopicReader reader = TopicReader.fromEnd(settings, TopicNames.ALL)) {
                assertThat(reader.isAtEnd()).isTrue();
                producer.sendText("new", bytes("x"));
                producer.flush();
                assertThat(reader.poll(Duration.ofSeconds(10)))
                        .singleElement()
                        .satisfies(record -> assertThat(record.key()).isEqualTo(bytes("new")));
                reader.wakeup();
                assertThat(reader.poll(Duration.ofSeconds(10))).isEmpty();
            }
        }
    }

    @Test
    void when_topicIsNotThere_then_readerSaysSo() {
        assertThatThrownBy(() -> TopicReader.fromEnd(settings("none."), List.of("summaries")))
                .isInstanceOf(KafkaSetupException.class)
                .hasMessageContaining("none.summaries");
    }

    private static KafkaSettings settings(String prefix) {
        return KafkaSettings.of(BROKER.bootstrapServers()).withTopicPrefix(prefix);
    }

    private static List<String> topics(KafkaSettings settings) throws Exception {
        try (Admin admin = Admin.create(settings.client(Map.of()))) {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(settings.topicPrefix()))
                    .toList();
        }
    }
}

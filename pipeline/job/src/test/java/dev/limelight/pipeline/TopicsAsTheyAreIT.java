package dev.limelight.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TopicNames;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RawProducer;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic that others named and fill, with their fields, headers, codecs and transactions. The job
 * answers once; each test looks at its own.
 */
class TopicsAsTheyAreIT {

    private static final String ENGLISH = "The bridge was closed on Tuesday. It is old.";
    private static final String GERMAN = "Die Brücke ist zu. Sie wird im Mai wieder geöffnet.";
    private static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    private static final List<Header> HEADERS =
            List.of(
                    header("traceparent", utf8("00-4bf92f3577b34da6a3ce929d0e0e4736-01")),
                    header("content-type", utf8("text/plain")),
                    header("content-type", utf8("application/json")),
                    header("bytes", new byte[] {0, -1, -128, 10}),
                    header("bytes", null),
                    header("bytes", new byte[0]));

    private static final int SUMMARIES = 5 + CODECS.size() + 1;
    private static final int TRANSLATIONS = 2;
    private static final int LETTERS = 2;

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
    private static RunningJob job;
    private static OutputTopics answers;
    private static KafkaSettings kafka;

    @BeforeAll
    static void sendAll(@TempDir Path checkpoints) throws Exception {
        PipelineConfig config = config();
        kafka = config.kafka();
        job = RunningJob.start(config, checkpoints);
        answers = new OutputTopics(kafka);
        try (var producer = new RawProducer(kafka)) {
            producer.send(utf8("key"), json("trace", ENGLISH, "de,DE,de-AT"), HEADERS);
            producer.send(utf8("german"), json(null, GERMAN, "DE-de"), List.of());
            producer.send(utf8("midway"), utf8("{\"body\":\"x\"}"), HEADERS);
            producer.send(utf8("elsewhere"), utf8("{\"text\":\"x\"}"), List.of());
            producer.send(utf8("k"), json("", ENGLISH, ""), List.of());
        }
        sendOddly();
        answers.readAnswers(SUMMARIES + TRANSLATIONS + LETTERS);
    }

    @AfterAll
    static void stop() throws Exception {
        answers.close();
        job.close();
    }

    @Test
    void when_allIsAnswered_then_nothingIsLostOrTwice() throws Exception {
        answers.readToEnd();
        assertThat(job.isAlive()).isTrue();
        assertThat(answers.summaries())
                .extracting(SummaryRecord::documentId)
                .containsExactlyInAnyOrder(
                        "trace",
                        "german",
                        "k",
                        "epoch",
                        "future",
                        "gzip",
                        "snappy",
                        "lz4",
                        "zstd",
                        "committed");
        assertThat(answers.translations()).hasSize(TRANSLATIONS);
        assertThat(answers.deadLetters()).hasSize(LETTERS);
    }

    @Test
    void when_targetsAreGivenWithoutTasks_then_oneTranslationALanguage() {
        assertThat(translations("trace"))
                .singleElement()
                .satisfies(
                        translation -> {
                            assertThat(translation.target()).isEqualTo("de");
                            assertThat(translation.text()).contains("Brücke");
                        });
    }

    @Test
    void when_aDocumentIsInTheTargetLanguage_then_itIsItsOwnTranslation() {
        assertThat(translations("german"))
                .singleElement()
                .satisfies(
                        translation -> {
                            assertThat(translation.text()).isEqualTo(GERMAN);
                            assertThat(translation.flags()).containsExactly("same-language");
                            assertThat(translation.target()).isEqualTo("de-DE");
                        });
    }

    @Test
    void when_wordScoresAreOff_then_thereAreNone() {
        assertThat(answers.saliences()).hasSize(SUMMARIES + TRANSLATIONS);
        assertThat(answers.saliences()).extracting(SalienceRecord::words).containsOnlyNulls();
    }

    @Test
    void when_aPathLeadsNowhere_then_theDeadLetterNamesIt() {
        assertThat(answers.deadLetters())
                .extracting(DeadLetterRecord::documentId, DeadLetterRecord::error)
                .satisfiesExactlyInAnyOrder(
                        letter ->
                                assertThat(letter.toString())
                                        .contains("midway", "the job looks for \"body.text\""),
                        letter ->
                                assertThat(letter.toString())
                                        .contains("elsewhere", "\"body.text\" is missing"));
    }

    @Test
    void when_aDocumentHasHeaders_then_allItsAnswersHaveThem() {
        List<Header> expected = new ArrayList<>(HEADERS);
        expected.removeIf(header -> header.key().equals("content-type"));
        expected.add(0, header("content-type", utf8("application/json")));
        for (String topic : TopicNames.OUTPUTS) {
            if (List.of(TopicNames.ALERTS, TopicNames.REVIEWS).contains(topic)) {
                continue;
            }
            List<ConsumerRecord<byte[], byte[]>> traced =
                    records(kafka.topic(topic)).stream()
                            .filter(record -> record.headers().lastHeader("traceparent") != null)
                            .toList();
            assertThat(traced).as(topic).isNotEmpty();
            assertThat(traced)
                    .allSatisfy(
                            record ->
                                    assertThat(record.headers().toArray())
                                            .containsExactlyElementsOf(expected));
        }
    }

    @Test
    void when_aDocumentHasNoHeaders_then_itsAnswersSayOnlyWhatTheyAre() {
        assertThat(records("news.short"))
                .filteredOn(record -> new String(record.key(), UTF_8).equals("german"))
                .singleElement()
                .satisfies(
                        record ->
                                assertThat(record.headers().toArray())
                                        .containsExactly(
                                                header("content-type", utf8("application/json"))));
    }

    private static PipelineConfig config() {
        Map<String, String> values = new HashMap<>();
        values.put("kafka.topics.documents", "news.raw");
        values.put("kafka.topics.summaries", "news.short");
        values.put("document.fields.id", "/meta/id");
        values.put("document.fields.text", "body.text");
        values.put("document.fields.targets", "meta.into");
        values.put("salience.words", "off");
        values.put("translate.models", "en-de=" + Path.of("..", "..", "models", "limelight-en-de"));
        return RunningJob.config(BROKER.bootstrapServers(), "others", values);
    }

    /** Old and future times, every codec, and transactions, of which one is aborted. */
    private static void sendOddly() throws Exception {
        try (var producer = producer(Map.of())) {
            send(producer, "epoch", 0L);
            send(producer, "future", System.currentTimeMillis() + 1_800_000L);
        }
        for (String codec : CODECS) {
            try (var producer = producer(Map.of("compression.type", codec))) {
                send(producer, codec, null);
            }
        }
        try (var producer = producer(Map.of("transactional.id", "stranger"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "aborted", null);
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "committed", null);
            producer.commitTransaction();
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String id, Long timestamp)
            throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                "news.raw", null, timestamp, utf8(id), json(null, ENGLISH, "")))
                .get();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> changes) {
        Map<String, Object> properties = new HashMap<>(changes);
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Without an id where that is null, with a null where it is empty. */
    private static byte[] json(String id, String text, String targets) {
        String into = targets.isEmpty() ? "null" : "[\"" + targets.replace(",", "\",\"") + "\"]";
        String meta = "\"into\":" + into;
        if (id != null) {
            meta += ",\"id\":" + (id.isEmpty() ? "null" : "\"" + id + "\"");
        }
        return utf8("{\"meta\":{%s},\"body\":{\"text\":\"%s\"}}".formatted(meta, text));
    }

    private static List<TranslationRecord> translations(String id) {
        return answers.translations().stream().filter(t -> t.documentId().equals(id)).toList();
    }

    /** All that is committed on a topic. */
    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> properties =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static Header header(String name, byte[] value) {
        return new RecordHeader(name, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}

package dev.limelight.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** What tests of small jobs from Kafka to Kafka share. */
final class TestJob {

    private TestJob() {}

    /** A cluster of one TaskManager in this JVM. */
    static MiniClusterExtension cluster(int slots) {
        return new MiniClusterExtension(
                new MiniClusterResourceConfiguration.Builder()
                        .setNumberTaskManagers(1)
                        .setNumberSlotsPerTaskManager(slots)
                        .build());
    }

    /** Where a job restarts at once, up to so many times, and else as the configuration says. */
    static StreamExecutionEnvironment restarting(int attempts, Configuration configuration) {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, attempts);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }

    /** The same settings with these properties of clients. */
    static KafkaSettings withClient(KafkaSettings settings, Map<String, String> properties) {
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
                properties);
    }

    /** The keys of all records of a topic, sorted. */
    static List<String> keys(KafkaSettings settings, String topic) {
        List<String> keys = new ArrayList<>();
        for (TopicRecord record : records(settings, topic)) {
            keys.add(new String(record.key(), StandardCharsets.UTF_8));
        }
        keys.sort(null);
        return keys;
    }

    /** All records of a topic, from its beginning to its end. */
    static List<TopicRecord> records(KafkaSettings settings, String topic) {
        List<TopicRecord> records = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromBeginning(settings, List.of(topic))) {
            while (!reader.isAtEnd()) {
                records.addAll(reader.poll(Duration.ofMillis(100)));
            }
        }
        return records;
    }

    /** The ids of so many documents, {@code d0} and on, sorted as {@link #keys} are. */
    static List<String> ids(int documents) {
        return IntStream.range(0, documents).mapToObj(i -> "d" + i).sorted().toList();
    }
}

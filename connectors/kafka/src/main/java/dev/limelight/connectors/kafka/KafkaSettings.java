package dev.limelight.connectors.kafka;

import static dev.limelight.connectors.codec.OutputRecords.MIN_RECORD_BYTES;

import dev.limelight.connectors.kafka.transaction.TransactionOwner;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The settings of Kafka: brokers, topics, consumer group, transactions. Immutable; {@link #of}
 * gives the defaults, each {@code with...} method a changed copy.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param topicPrefix the beginning of each topic's full name, before its short name
 * @param topicNames full names, by short name, of topics that have a name of their own
 * @param consumerGroup the consumer group; the job resumes from its committed offsets
 * @param transactionalIdPrefix the prefix of the job's transactional ids; no other job on the same
 *     Kafka may have it
 * @param transactionTimeout how long a transaction may stay open: well above checkpoint interval
 *     plus restart time, or results are lost; the broker's {@code transaction.max.timeout.ms} (15
 *     minutes unless changed) is its upper bound
 * @param maxRecordBytes the largest record, key and framing included, before compression
 * @param partitions the number of partitions of topics that are created
 * @param replicationFactor the number of replicas of topics that are created; -1 is the broker's
 *     default
 * @param clientProperties properties passed unchanged to every Kafka client, for instance for
 *     security; they override the rest
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        Map<String, String> topicNames,
        String consumerGroup,
        String transactionalIdPrefix,
        Duration transactionTimeout,
        int maxRecordBytes,
        int partitions,
        int replicationFactor,
        Map<String, String> clientProperties) {

    /** The prefix that the documentation uses. */
    public static final String DEFAULT_TOPIC_PREFIX = "limelight.";

    /** 16 MiB. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 16 * 1024 * 1024;

    private static final Pattern TOPIC_PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,200}");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    /** Checks every value. */
    public KafkaSettings {
        check(!bootstrapServers.isBlank(), "bootstrapServers", "", "host:port");
        check(
                TOPIC_PREFIX.matcher(topicPrefix).matches(),
                "topicPrefix",
                topicPrefix,
                "at most 200 of A-Z a-z 0-9 . _ -");
        check(!consumerGroup.isBlank(), "consumerGroup", consumerGroup, "a name");
        check(!transactionalIdPrefix.isBlank(), "transactionalIdPrefix", "", "a name");
        check(
                transactionTimeout.toMillis() >= 1_000
                        && transactionTimeout.toMillis() <= Integer.MAX_VALUE,
                "transactionTimeout",
                transactionTimeout,
                "at least one second");
        check(
                maxRecordBytes >= MIN_RECORD_BYTES,
                "maxRecordBytes",
                maxRecordBytes,
                "at least " + MIN_RECORD_BYTES);
        check(partitions >= 1, "partitions", partitions, "at least 1");
        check(
                replicationFactor == -1
                        || (replicationFactor >= 1 && replicationFactor <= Short.MAX_VALUE),
                "replicationFactor",
                replicationFactor,
                "at least 1, or -1 for the broker's default");
        clientProperties = Map.copyOf(clientProperties);
        topicNames = Map.copyOf(topicNames);
        checkTopics(topicPrefix, topicNames);
    }

    /** The defaults for a Kafka at {@code host:port}. */
    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(
                bootstrapServers,
                DEFAULT_TOPIC_PREFIX,
                Map.of(),
                "limelight",
                "limelight",
                Duration.ofMinutes(10),
                DEFAULT_MAX_RECORD_BYTES,
                4,
                -1,
                Map.of());
    }

    /** A topic's full name. */
    public String topic(String shortName) {
        return topic(topicPrefix, topicNames, shortName);
    }

    /** The short name of a topic by its full one; any other name as it is. */
    public String shortName(String topic) {
        return TopicNames.ALL.stream()
                .filter(shortName -> topic(shortName).equals(topic))
                .findFirst()
                .orElse(topic);
    }

    /** The job as its transactional ids name it. */
    public TransactionOwner transactionOwner() {
        String own = topicNames.isEmpty() ? "" : new TreeMap<>(topicNames).toString();
        return new TransactionOwner(transactionalIdPrefix, consumerGroup, topicPrefix + own);
    }

    /** A copy with other {@link #topicNames}. */
    public KafkaSettings withTopicNames(Map<String, String> names) {
        return with(draft -> draft.topicNames = names);
    }

    /** A copy with another {@link #topicPrefix}. */
    public KafkaSettings withTopicPrefix(String prefix) {
        return with(draft -> draft.topicPrefix = prefix);
    }

    /** A copy with another {@link #consumerGroup}. */
    public KafkaSettings withConsumerGroup(String group) {
        return with(draft -> draft.consumerGroup = group);
    }

    /** A copy with another {@link #maxRecordBytes}. */
    public KafkaSettings withMaxRecordBytes(int bytes) {
        return with(draft -> draft.maxRecordBytes = bytes);
    }

    /** A copy with another {@link #partitions}. */
    public KafkaSettings withPartitions(int number) {
        return with(draft -> draft.partitions = number);
    }

    /** A copy with another {@link #consumerGroup} and {@link #transactionalIdPrefix}. */
    public KafkaSettings withJobName(String name) {
        return with(
                draft -> {
                    draft.consumerGroup = name;
                    draft.transactionalIdPrefix = name;
                });
    }

    private KafkaSettings with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.settings(this);
    }

    /** What can be changed of settings. */
    private static final class Draft {

        private String topicPrefix;
        private Map<String, String> topicNames;
        private String consumerGroup;
        private String transactionalIdPrefix;
        private int maxRecordBytes;
        private int partitions;

        Draft(KafkaSettings from) {
            topicPrefix = from.topicPrefix;
            topicNames = from.topicNames;
            consumerGroup = from.consumerGroup;
            transactionalIdPrefix = from.transactionalIdPrefix;
            maxRecordBytes = from.maxRecordBytes;
            partitions = from.partitions;
        }

        KafkaSettings settings(KafkaSettings rest) {
            return new KafkaSettings(
                    rest.bootstrapServers,
                    topicPrefix,
                    topicNames,
                    consumerGroup,
                    transactionalIdPrefix,
                    rest.transactionTimeout,
                    maxRecordBytes,
                    partitions,
                    rest.replicationFactor,
                    rest.clientProperties);
        }
    }

    /** The given client settings, then {@link #clientProperties} over them. */
    public Properties client(Map<String, String> defaults) {
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(clientProperties);
        Properties properties = new Properties();
        properties.putAll(all);
        return properties;
    }

    private static String topic(String prefix, Map<String, String> names, String shortName) {
        return names.getOrDefault(shortName, prefix + shortName);
    }

    /** Two topics of one name would feed a job with its own results. */
    private static void checkTopics(String prefix, Map<String, String> names) {
        Map<String, String> taken = new HashMap<>();
        names.keySet()
                .forEach(
                        shortName ->
                                check(
                                        TopicNames.ALL.contains(shortName),
                                        "kafka.topics",
                                        shortName,
                                        "one of " + TopicNames.ALL));
        for (String shortName : TopicNames.ALL) {
            String name = topic(prefix, names, shortName);
            check(
                    TOPIC.matcher(name).matches(),
                    "kafka.topics." + shortName,
                    name,
                    "1 to 249 of A-Z a-z 0-9 . _ -");
            String other = taken.put(name, shortName);
            check(
                    other == null,
                    "kafka.topics." + shortName,
                    name,
                    "another name than that of the topic " + other);
        }
    }

    private static void check(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + " is \"" + found + "\", expected " + expected);
        }
    }
}

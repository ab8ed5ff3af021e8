package dev.limelight.connectors.kafka.admin;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates missing topics, and refuses topics that cannot hold the job's records. */
public final class Topics {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** Of a Kafka that has just answered, and has many partitions to make. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String LIMIT = "max.message.bytes";
    private static final String CLEANUP = "cleanup.policy";
    private static final String COMPACT = "compact";
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private final KafkaSettings settings;
    private final AdminCalls calls;

    private Topics(KafkaSettings settings, AdminCalls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    /**
     * Sees to it that every topic of {@link TopicNames#ALL} exists. Missing ones are created with
     * the settings' partitions, replication and {@code max.message.bytes}, those of models and
     * reviews compacted, and that of models with one partition, and take records once this returns;
     * existing ones are looked at and left as they are. Where it throws, nothing was created,
     * unless Kafka refuses what it allowed a moment before. Blocks for ten seconds at most when no
     * broker answers.
     *
     * @throws KafkaSetupException if Kafka cannot be reached or refuses, or if a topic's {@code
     *     max.message.bytes} is below the settings' {@code maxRecordBytes}
     */
    public static void ensure(KafkaSettings settings) {
        try (var calls = new AdminCalls(settings, TIMEOUT)) {
            new Topics(settings, calls).ensure();
        }
    }

    private void ensure() {
        List<String> names = TopicNames.ALL.stream().map(settings::topic).toList();
        Set<String> existing =
                calls.answer(calls.admin().listTopics().names(), Asked.of("Describe", names));
        List<String> unseen = without(existing, names);
        checkVisible(unseen);
        List<String> missing = create(unseen, true);
        checkConfigs(without(missing, names));
        create(missing, false);
        checkConfigs(missing);
        awaitLeaders(missing);
    }

    /** Kafka says of a topic that one may not see that it may not be created, too. */
    private void checkVisible(List<String> names) {
        for (var topic : calls.admin().describeTopics(names).topicNameValues().entrySet()) {
            try {
                calls.answer(topic.getValue(), Asked.of("Describe", List.of(topic.getKey())));
            } catch (KafkaSetupException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }

    private static List<String> without(Collection<String> these, Collection<String> names) {
        return names.stream().filter(name -> !these.contains(name)).toList();
    }

    /** Creates topics, or only tries whether it could; gives those that were not there before. */
    private List<String> create(Collection<String> names, boolean onTrial) {
        List<NewTopic> topics = names.stream().map(this::newTopic).toList();
        var options = new CreateTopicsOptions().validateOnly(onTrial);
        List<String> created = new ArrayList<>();
        calls.admin()
                .createTopics(topics, options)
                .values()
                .forEach(
                        (name, future) -> {
                            if (isNew(name, future)) {
                                created.add(name);
                            }
                        });
        return created;
    }

    private boolean isNew(String name, KafkaFuture<Void> created) {
        try {
            calls.answer(created, Asked.of("Create", List.of(name)));
            return true;
        } catch (KafkaSetupException e) {
            /* Another job that starts at the same time may be first. */
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private NewTopic newTopic(String name) {
        Optional<Short> replication =
                settings.replicationFactor() == -1
                        ? Optional.empty()
                        : Optional.of((short) settings.replicationFactor());
        boolean models = isModels(name);
        Map<String, String> configs = new HashMap<>();
        configs.put(LIMIT, String.valueOf(settings.maxRecordBytes()));
        if (models || isReviews(name)) {
            configs.put(CLEANUP, COMPACT);
        }
        return new NewTopic(name, Optional.of(models ? 1 : settings.partitions()), replication)
                .configs(configs);
    }

    private boolean isModels(String name) {
        return name.equals(settings.topic(TopicNames.MODELS));
    }

    private boolean isReviews(String name) {
        return name.equals(settings.topic(TopicNames.REVIEWS));
    }

    /** Looks at new topics, too: somebody else may have been first, and clients will need them. */
    private void checkConfigs(Collection<String> names) {
        onceKnown(() -> configs(names).forEach((topic, config) -> check(topic.name(), config)));
    }

    /**
     * Waits until who leads a partition takes requests for it. Brokers tell of a new partition a
     * moment before; a producer whose first batch comes in that moment, and whose second after it,
     * can never deliver the first, because its number is then out of order.
     */
    private void awaitLeaders(Collection<String> names) {
        Asked asked = Asked.of("Describe", List.copyOf(names));
        onceKnown(
                () -> {
                    Admin admin = calls.admin();
                    var found = calls.answer(admin.describeTopics(names).allTopicNames(), asked);
                    var options = new ListOffsetsOptions();
                    options.timeoutMs((int) PATIENCE.toMillis());
                    calls.answer(
                            PATIENCE,
                            admin.listOffsets(starts(found.values()), options).all(),
                            asked);
                });
    }

    private static Map<TopicPartition, OffsetSpec> starts(Collection<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
        for (TopicDescription topic : topics) {
            for (TopicPartitionInfo info : topic.partitions()) {
                starts.put(
                        new TopicPartition(topic.name(), info.partition()), OffsetSpec.earliest());
            }
        }
        return starts;
    }

    /** A new topic is not known to every broker at once. */
    private static void onceKnown(Runnable request) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                request.run();
                return;
            } catch (KafkaSetupException e) {
                boolean unknown = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unknown || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private Map<ConfigResource, Config> configs(Collection<String> names) {
        List<ConfigResource> resources =
                names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        return calls.answer(
                calls.admin().describeConfigs(resources).all(),
                Asked.of("DescribeConfigs", List.copyOf(names)));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AdminCalls.interrupted(e);
        }
    }

    /** The job writes nothing to the topic of models, so that its limit does not matter. */
    private void check(String topic, Config config) {
        if (isModels(topic)) {
            warnUncompacted(
                    topic,
                    config,
                    "a job that starts without a checkpoint does not know of models whose records"
                            + " Kafka has deleted");
        } else {
            checkLimit(topic, config);
            if (isReviews(topic)) {
                warnUncompacted(
                        topic,
                        config,
                        "reviews that wait for a person longer than Kafka keeps records are not listed");
            }
        }
    }

    private static void warnUncompacted(String topic, Config config, String consequence) {
        ConfigEntry entry = config.get(CLEANUP);
        String policy = entry == null ? COMPACT : String.valueOf(entry.value());
        if (!policy.contains(COMPACT)) {
            LOG.warn(
                    "topic {} has {}={}, expected {}: {}",
                    topic,
                    CLEANUP,
                    policy,
                    COMPACT,
                    consequence);
        }
    }

    private void checkLimit(String topic, Config config) {
        ConfigEntry entry = config.get(LIMIT);
        long limit = entry == null ? Long.MAX_VALUE : Long.parseLong(entry.value());
        if (limit < settings.maxRecordBytes()) {
            throw KafkaSetupException.configuration(
                    String.format(
                            "topic %s has %s=%d, expected at least %d: raise the topic's %s, or"
                                    + " lower kafka.max-record-bytes (maxRecordBytes) to %d",
                            topic, LIMIT, limit, settings.maxRecordBytes(), LIMIT, limit));
        }
    }
}

package dev.limelight.connectors.kafka;

import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing, and refuses those that cannot hold what the job writes. */
public final class Topics {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final String LIMIT = "max.message.bytes";

    private Topics() {}

    /**
     * Sees to it that every topic of {@link TopicNames#ALL} exists. Missing ones are created with
     * the settings' partitions, replication and {@code max.message.bytes}; existing ones are looked
     * at and left as they are. Blocks for ten seconds at most when no broker answers.
     *
     * @throws KafkaSetupException if Kafka cannot be reached or refuses, or if a topic's {@code
     *     max.message.bytes} is below the settings' {@code maxRecordBytes}
     */
    public static void ensure(KafkaSettings settings) {
        List<String> names = TopicNames.ALL.stream().map(settings::topic).toList();
        try (Admin admin = admin(settings)) {
            Set<String> existing = await(settings, admin.listTopics().names());
            create(settings, admin, names.stream().filter(n -> !existing.contains(n)).toList());
            checkLimits(settings, admin, names.stream().filter(existing::contains).toList());
        }
    }

    private static Admin admin(KafkaSettings settings) {
        String timeout = String.valueOf(TIMEOUT.toMillis());
        Map<String, String> defaults =
                Map.of(
                        "client.id", "limelight-topics",
                        "request.timeout.ms", timeout,
                        "default.api.timeout.ms", timeout);
        try {
            return Admin.create(settings.client(defaults));
        } catch (KafkaException e) {
            throw ClientErrors.setup(settings, e);
        }
    }

    private static void create(KafkaSettings settings, Admin admin, Collection<String> names) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(newTopic(settings, name));
        }
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                await(settings, created);
            } catch (KafkaSetupException e) {
                /* Another job that starts at the same time may be first. */
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static NewTopic newTopic(KafkaSettings settings, String name) {
        Optional<Short> replication =
                settings.replicationFactor() == -1
                        ? Optional.empty()
                        : Optional.of((short) settings.replicationFactor());
        return new NewTopic(name, Optional.of(settings.partitions()), replication)
                .configs(Map.of(LIMIT, String.valueOf(settings.maxRecordBytes())));
    }

    private static void checkLimits(KafkaSettings settings, Admin admin, Collection<String> names) {
        List<ConfigResource> resources =
                names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        await(settings, admin.describeConfigs(resources).all())
                .forEach((resource, config) -> checkLimit(settings, resource.name(), config));
    }

    private static void checkLimit(KafkaSettings settings, String topic, Config config) {
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

    private static <T> T await(KafkaSettings settings, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaSetupException.failure("interrupted while waiting for Kafka", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof TimeoutException
                    ? ClientErrors.unreachable(settings, TIMEOUT, cause)
                    : ClientErrors.setup(settings, cause);
        }
    }
}

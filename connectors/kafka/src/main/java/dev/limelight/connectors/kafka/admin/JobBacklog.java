package dev.limelight.connectors.kafka.admin;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.record.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts a job's progress from outside of it: by the committed offsets of its consumer groups and
 * the ends of the topics. The figures cover committed work only and exist while the job restarts,
 * too. For one thread; whoever opens it closes it.
 */
public final class JobBacklog implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings settings;
    private final List<String> groups;
    private final AdminCalls calls;
    private final TopicReader letters;
    private final Map<TopicPartition, Long> before;
    private long deadLetters;

    /**
     * Begins to count.
     *
     * @param groups the job's consumer groups; a document is done when it is for each of them
     * @throws dev.limelight.connectors.kafka.KafkaSetupException if Kafka does not answer or
     *     refuses
     */
    public JobBacklog(KafkaSettings settings, List<String> groups) {
        this.settings = settings;
        this.groups = List.copyOf(groups);
        this.letters = TopicReader.fromEnd(settings, List.of(TopicNames.DEAD_LETTERS));
        this.calls = orClose(letters, () -> new AdminCalls(settings, TIMEOUT));
        this.before = orClose(this, () -> done(partitions()));
    }

    /** What is open must be closed if what comes after it fails. */
    private static <T> T orClose(AutoCloseable open, Supplier<T> next) {
        try {
            return next.get();
        } catch (RuntimeException e) {
            try (open) {
                throw e;
            } catch (RuntimeException same) {
                throw same;
            } catch (Exception closing) {
                throw new IllegalStateException(closing);
            }
        }
    }

    /**
     * Counts. Blocks for some seconds at most.
     *
     * @throws dev.limelight.connectors.kafka.KafkaSetupException if Kafka does not answer or
     *     refuses
     */
    public JobCounts count() {
        Collection<TopicPartition> partitions = partitions();
        Map<TopicPartition, Long> done = done(partitions);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        long documents = 0;
        long waiting = 0;
        for (TopicPartition partition : partitions) {
            long at = done.getOrDefault(partition, 0L);
            documents += Math.max(0, at - before.getOrDefault(partition, 0L));
            waiting += Math.max(0, ends.getOrDefault(partition, 0L) - at);
        }
        return new JobCounts(documents, deadLetters(), waiting);
    }

    /**
     * Those that are committed now; if they are too many to be read at once, the next count goes
     * on.
     */
    private long deadLetters() {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!letters.isAtEnd() && System.nanoTime() < end) {
            deadLetters += letters.poll(POLL).size();
        }
        return deadLetters;
    }

    private Collection<TopicPartition> partitions() {
        String topic = settings.topic(TopicNames.DOCUMENTS);
        var described = calls.admin().describeTopics(List.of(topic)).allTopicNames();
        return calls.answer(described, asked()).values().stream()
                .flatMap(found -> found.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Where the slowest group is; where one has not begun, at the oldest record. */
    private Map<TopicPartition, Long> done(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        var done = new HashMap<TopicPartition, Long>();
        for (Map<TopicPartition, OffsetAndMetadata> group : committed(partitions).values()) {
            starts.forEach(
                    (partition, start) ->
                            done.merge(partition, later(group.get(partition), start), Math::min));
        }
        return done;
    }

    private static long later(@Nullable OffsetAndMetadata committed, long start) {
        return committed == null ? start : Math.max(start, committed.offset());
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(
            Collection<TopicPartition> partitions) {
        Map<String, ListConsumerGroupOffsetsSpec> specs =
                groups.stream()
                        .collect(
                                Collectors.toMap(
                                        group -> group,
                                        group ->
                                                new ListConsumerGroupOffsetsSpec()
                                                        .topicPartitions(partitions)));
        return calls.answer(calls.admin().listConsumerGroupOffsets(specs).all(), asked());
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> specs =
                partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, ListOffsetsResultInfo> found =
                calls.answer(calls.admin().listOffsets(specs, options).all(), asked());
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Asked asked() {
        String documents = settings.topic(TopicNames.DOCUMENTS);
        return new Asked(topic -> "Read", List.of(documents), groups, "");
    }

    @Override
    public void close() {
        calls.close();
        letters.close();
    }
}

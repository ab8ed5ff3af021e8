package dev.limelight.pipeline.bench.kills;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A {@code read_committed} reader of the answers, in a thread of its own until it is closed. */
final class Follower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Map<String, Long> firstSeen = new ConcurrentHashMap<>();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final KafkaSettings kafka;
    private final Thread thread = new Thread(this::read, "follower");
    private volatile boolean stopped;

    Follower(KafkaSettings kafka) {
        this.kafka = kafka;
        thread.setDaemon(true);
        thread.start();
    }

    /** When a document's answer was first seen, in {@link System#nanoTime()}; null if never. */
    @Nullable Long seenAt(String id) {
        return firstSeen.get(id);
    }

    /** How many documents were answered. */
    int answered() {
        return firstSeen.size();
    }

    /** How many documents were answered more than once. */
    long twice() {
        return times.values().stream().filter(number -> number > 1).count();
    }

    private void read() {
        List<String> topics = List.of(TopicNames.SUMMARIES, TopicNames.DEAD_LETTERS);
        try (var reader = TopicReader.fromBeginning(kafka, topics)) {
            while (!stopped || !reader.isAtEnd()) {
                reader.poll(POLL).forEach(this::add);
            }
        }
    }

    private void add(TopicRecord record) {
        byte @Nullable [] key = record.key();
        String id = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        firstSeen.putIfAbsent(id, System.nanoTime());
        times.merge(id, 1, Integer::sum);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}

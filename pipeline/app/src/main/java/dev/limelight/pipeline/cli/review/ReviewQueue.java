package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reviews as the topic has them: the last record of each id counts. */
final class ReviewQueue {

    private static final Duration POLL = Duration.ofMillis(200);

    private ReviewQueue() {}

    /** All reviews, the oldest first. */
    static List<ReviewRecord> read(KafkaSettings settings) {
        Map<String, ReviewRecord> reviews = new LinkedHashMap<>();
        try (TopicReader reader =
                TopicReader.fromBeginning(settings, List.of(TopicNames.REVIEWS))) {
            while (!reader.isAtEnd()) {
                reader.poll(POLL).forEach(record -> put(reviews, record));
            }
        }
        return reviews.values().stream()
                .sorted(
                        Comparator.comparingLong(ReviewRecord::createdAt)
                                .thenComparing(ReviewRecord::reviewId))
                .toList();
    }

    /**
     * One review.
     *
     * @throws IllegalStateException if there is none of that id
     */
    static ReviewRecord find(KafkaSettings settings, String id) {
        return read(settings).stream()
                .filter(review -> review.reviewId().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no review %s on %s, expected one that 'limelight review list --state all' shows"
                                                .formatted(
                                                        id, settings.topic(TopicNames.REVIEWS))));
    }

    /** The review in a record; null for a tombstone. */
    static @Nullable ReviewRecord decoded(TopicRecord record) {
        byte[] value = record.value();
        if (value == null) {
            return null;
        }
        try {
            return RecordCodec.decode(value, ReviewRecord.class);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no review at %s (%s), expected what a job writes"
                            .formatted(record.position(), e.getMessage()),
                    e);
        }
    }

    private static void put(Map<String, ReviewRecord> reviews, TopicRecord record) {
        ReviewRecord review = decoded(record);
        byte[] key = record.key();
        if (review != null) {
            reviews.put(review.reviewId(), review);
        } else if (key != null) {
            reviews.remove(new String(key, StandardCharsets.UTF_8));
        }
    }
}

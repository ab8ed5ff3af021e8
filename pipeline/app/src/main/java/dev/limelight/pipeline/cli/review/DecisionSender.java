package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.TopicReader;
import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DecisionRecord;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.connectors.record.TopicNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends decisions, and waits until a job has applied or refused them. For one thread. */
final class DecisionSender {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings settings;
    private final Duration timeout;
    private final Map<SourcePosition, DecisionRecord> waiting = new LinkedHashMap<>();
    private final List<ReviewRecord> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * @param timeout how long to wait; zero for not at all
     */
    DecisionSender(KafkaSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    /** Sends a decision, and waits for the broker only. */
    void announce(DecisionRecord decision) {
        try (var producer = new DocumentProducer(settings)) {
            producer.send(decision);
        }
    }

    /**
     * Sends decisions.
     *
     * @return the reviews as they stand then, in the order in which the job has answered; none
     *     where nobody waits
     * @throws IllegalStateException if the job refuses one, or does not answer in time
     */
    List<ReviewRecord> send(List<DecisionRecord> decisions) {
        List<String> topics = List.of(TopicNames.REVIEWS, TopicNames.ALERTS);
        try (TopicReader reader = TopicReader.fromEnd(settings, topics);
                var producer = new DocumentProducer(settings)) {
            decisions.forEach(decision -> waiting.put(producer.send(decision), decision));
            await(reader);
        }
        return List.copyOf(done);
    }

    private void await(TopicReader reader) {
        if (timeout.isZero()) {
            return;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!waiting.isEmpty() && System.nanoTime() - deadline < 0) {
            reader.poll(POLL).forEach(this::see);
        }
        if (!refused.isEmpty()) {
            throw new IllegalStateException("refused: " + String.join("; ", refused));
        }
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(
                    "no job has answered within %d s for %s, expected one that runs with a review"
                                    .formatted(timeout.toSeconds(), reviews())
                            + " policy; the decision is on %s and counts once a job reads it"
                                    .formatted(settings.topic(TopicNames.DECISIONS)));
        }
    }

    private List<String> reviews() {
        return waiting.values().stream().map(DecisionRecord::reviewId).toList();
    }

    private void see(TopicRecord record) {
        if (record.topic().equals(TopicNames.ALERTS)) {
            seeAlert(record);
            return;
        }
        ReviewRecord review = ReviewQueue.decoded(record);
        if (review != null && waiting.values().removeIf(each -> isApplied(each, review))) {
            done.add(review);
        }
    }

    private static boolean isApplied(DecisionRecord decision, ReviewRecord review) {
        return review.reviewId().equals(decision.reviewId())
                && review.history().stream()
                        .anyMatch(
                                event ->
                                        event.at() == decision.decidedAt()
                                                && event.by().equals(decision.reviewer())
                                                && event.what()
                                                        .equals(decision.action().wireName()));
    }

    /** Other alerts have other forms, and are about other things. */
    private void seeAlert(TopicRecord record) {
        byte[] value = record.value();
        try {
            AlertRecord alert =
                    RecordCodec.decode(value == null ? new byte[0] : value, AlertRecord.class);
            if (alert.kind() == AlertKind.DECISION_REFUSED
                    && alert.source() != null
                    && waiting.remove(alert.source()) != null) {
                refused.add(alert.error());
            }
        } catch (IOException e) {
            // An alert of the guard, for instance.
        }
    }
}

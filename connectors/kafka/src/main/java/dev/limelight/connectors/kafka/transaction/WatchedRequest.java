package dev.limelight.connectors.kafka.transaction;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.jspecify.annotations.Nullable;

/** A commit request that hides a refusal by Kafka from Flink until its meaning is known. */
final class WatchedRequest implements CommitRequest<KafkaCommittable> {

    private final CommitRequest<KafkaCommittable> request;
    private @Nullable Throwable refusal;

    WatchedRequest(CommitRequest<KafkaCommittable> request) {
        this.request = request;
    }

    /** Why Kafka refused; null where it did not. */
    @Nullable Throwable refusal() {
        return refusal;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
        refusal = reason;
    }

    @Override
    public KafkaCommittable getCommittable() {
        return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
        return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
        request.signalFailedWithUnknownReason(reason);
    }

    @Override
    public void retryLater() {
        request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
        request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
        request.signalAlreadyCommitted();
    }
}

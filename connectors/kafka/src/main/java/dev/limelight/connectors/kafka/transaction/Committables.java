package dev.limelight.connectors.kafka.transaction;

import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** The questions about a transaction that both writer and committer ask. */
final class Committables {

    private Committables() {}

    /** What Kafka says has become of it. */
    static TransactionFate fate(KafkaCommittable transaction, Coordinators coordinators)
            throws InterruptedException {
        String id = transaction.getTransactionalId();
        return TransactionFate.of(
                transaction.getProducerId(),
                transaction.getEpoch(),
                coordinators.describe(List.of(id)).get(id));
    }

    /** That it was ended, and what the reasons may be, in one line. */
    static String ended(
            KafkaCommittable transaction, TransactionFate fate, TransactionOwner owner) {
        String found = fate == TransactionFate.ABORTED ? "aborted" : "taken over by somebody else";
        return ("transaction %s (producer %d, epoch %d) was %s, expected it open: either the job was"
                        + " away for longer than kafka.transaction-timeout, or another job runs"
                        + " with the same kafka.transactional-id-prefix (%s), kafka.group-id (%s)"
                        + " and topics (%s)")
                .formatted(
                        transaction.getTransactionalId(),
                        transaction.getProducerId(),
                        transaction.getEpoch(),
                        found,
                        owner.prefix(),
                        owner.group(),
                        owner.topics());
    }
}

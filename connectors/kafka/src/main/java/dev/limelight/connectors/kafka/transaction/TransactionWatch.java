package dev.limelight.connectors.kafka.transaction;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes running jobs from ended ones by two observations of their transactions. Kafka keeps
 * an id for a week, and an open transaction of a killed job for minutes, so neither shows a running
 * job. A running job takes up an id with each checkpoint, even when it has nothing to write.
 */
public final class TransactionWatch {

    private static final Set<TransactionState> TIMEOUTS =
            Set.of(
                    TransactionState.PREPARE_EPOCH_FENCE,
                    TransactionState.PREPARE_ABORT,
                    TransactionState.COMPLETE_ABORT);

    private TransactionWatch() {}

    /**
     * Somebody else whose transactions moved on.
     *
     * @param mine who asks
     * @param before what there was by transactional id
     * @param now what there is
     */
    public static Optional<TransactionOwner> mover(
            TransactionOwner mine,
            Map<String, TransactionDescription> before,
            Map<String, TransactionDescription> now) {
        return now.entrySet().stream()
                .filter(entry -> hasMoved(before.get(entry.getKey()), entry.getValue()))
                .flatMap(entry -> TransactionOwner.of(entry.getKey()).stream())
                .filter(owner -> !owner.equals(mine))
                .findFirst();
    }

    /** A transaction that Kafka ends because its time is up moves without anybody. */
    private static boolean hasMoved(
            @Nullable TransactionDescription before, TransactionDescription now) {
        return !now.equals(before) && !TIMEOUTS.contains(now.state());
    }
}

package dev.limelight.connectors.kafka.transaction;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.jspecify.annotations.Nullable;

/** The state of a transaction that a checkpoint wants to commit. */
enum TransactionFate {
    /** It is open and can be committed. */
    OPEN,
    /** It was committed before; committing it again would look like a loss and is none. */
    COMMITTED,
    /** Kafka ended it without committing: what it held is lost. */
    ABORTED,
    /** Its id was taken up again since, which a job does once the transaction is committed. */
    SUPERSEDED,
    /** Its id was at rest for so long, a week by default, that Kafka has forgotten it. */
    FORGOTTEN;

    private static final Set<TransactionState> COMMITS =
            EnumSet.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);
    private static final Set<TransactionState> ABORTS =
            EnumSet.of(
                    TransactionState.PREPARE_ABORT,
                    TransactionState.COMPLETE_ABORT,
                    TransactionState.PREPARE_EPOCH_FENCE);

    /**
     * What became of it. A broker with {@code transaction.version} 2 raises the epoch by one with
     * each end of a transaction, and starts at 0 with another producer id where no higher epoch is
     * left; an older one keeps the epoch. Who takes up an id raises it once more.
     *
     * @param producerId the transaction's
     * @param epoch the transaction's
     * @param now what the coordinator knows of the id; null where it knows nothing
     */
    static TransactionFate of(long producerId, int epoch, @Nullable TransactionDescription now) {
        if (now == null) {
            return FORGOTTEN;
        }
        boolean same = now.producerId() == producerId && now.producerEpoch() == epoch;
        if (same && now.state() == TransactionState.ONGOING) {
            return OPEN;
        }
        if (!same && !isNext(producerId, epoch, now)) {
            return SUPERSEDED;
        }
        return ended(now.state());
    }

    private static TransactionFate ended(TransactionState state) {
        if (COMMITS.contains(state)) {
            return COMMITTED;
        }
        return ABORTS.contains(state) ? ABORTED : SUPERSEDED;
    }

    /** Whether it stands one step behind the transaction: its own end, and nothing after it. */
    private static boolean isNext(long producerId, int epoch, TransactionDescription now) {
        return now.producerId() == producerId
                ? now.producerEpoch() == epoch + 1
                : now.producerEpoch() == 0;
    }
}

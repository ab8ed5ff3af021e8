package dev.limelight.connectors.kafka.transaction;

import static dev.limelight.connectors.kafka.transaction.TransactionFate.ABORTED;
import static dev.limelight.connectors.kafka.transaction.TransactionFate.COMMITTED;
import static dev.limelight.connectors.kafka.transaction.TransactionFate.FORGOTTEN;
import static dev.limelight.connectors.kafka.transaction.TransactionFate.OPEN;
import static dev.limelight.connectors.kafka.transaction.TransactionFate.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;

class TransactionFateTest {

    private static final long PRODUCER = 7;
    private static final int EPOCH = 5;
    private static final List<TransactionState> COMMITS =
            List.of(TransactionState.PREPARE_COMMIT, TransactionState.COMPLETE_COMMIT);
    private static final List<TransactionState> ABORTS =
            List.of(
                    TransactionState.PREPARE_ABORT,
                    TransactionState.COMPLETE_ABORT,
                    TransactionState.PREPARE_EPOCH_FENCE);

    @Test
    void when_itIsStillItself_then_open() {
        assertThat(fate(PRODUCER, EPOCH, TransactionState.ONGOING)).isEqualTo(OPEN);
    }

    /** With transaction.version 2 the epoch is one higher, with an older one the same. */
    @Test
    void when_itsOwnEndIsTheLastThatHappened_then_committedOrAborted() {
        for (int epoch : new int[] {EPOCH, EPOCH + 1}) {
            COMMITS.forEach(state -> assertThat(fate(PRODUCER, epoch, state)).isEqualTo(COMMITTED));
            ABORTS.forEach(state -> assertThat(fate(PRODUCER, epoch, state)).isEqualTo(ABORTED));
        }
    }

    @Test
    void when_theIdWasTakenUpSince_then_superseded() {
        for (TransactionState state : TransactionState.values()) {
            assertThat(fate(PRODUCER, EPOCH + 2, state)).isEqualTo(SUPERSEDED);
            assertThat(fate(PRODUCER, EPOCH + 1_000, state)).isEqualTo(SUPERSEDED);
        }
        for (TransactionState state : List.of(TransactionState.ONGOING, TransactionState.EMPTY)) {
            assertThat(fate(PRODUCER, EPOCH + 1, state)).isEqualTo(SUPERSEDED);
        }
    }

    /** Behind the last epoch a new producer begins at 0. */
    @Test
    void when_theEpochRollsOver_then_itIsNoLoss() {
        long next = PRODUCER + 1;
        assertThat(of(Short.MAX_VALUE, next, 0, TransactionState.COMPLETE_COMMIT))
                .isEqualTo(COMMITTED);
        assertThat(of(Short.MAX_VALUE, next, 0, TransactionState.COMPLETE_ABORT))
                .isEqualTo(ABORTED);
        assertThat(of(Short.MAX_VALUE - 1, next, 1, TransactionState.ONGOING))
                .isEqualTo(SUPERSEDED);
        assertThat(of(Short.MAX_VALUE - 1, next, 0, TransactionState.EMPTY)).isEqualTo(SUPERSEDED);
    }

    @Test
    void when_kafkaKnowsNothing_then_forgotten() {
        assertThat(TransactionFate.of(PRODUCER, EPOCH, null)).isEqualTo(FORGOTTEN);
    }

    @Test
    void when_anything_then_openOnlyIfItCanBeCommitted() {
        for (TransactionState state : TransactionState.values()) {
            for (int epoch = 0; epoch < 10; epoch++) {
                boolean open = state == TransactionState.ONGOING && epoch == EPOCH;
                assertThat(fate(PRODUCER, epoch, state) == OPEN).isEqualTo(open);
                assertThat(fate(PRODUCER + 1, epoch, state)).isNotEqualTo(OPEN);
            }
        }
    }

    private static TransactionFate fate(long producer, int epoch, TransactionState state) {
        return of(EPOCH, producer, epoch, state);
    }

    private static TransactionFate of(
            int wanted, long producer, int epoch, TransactionState state) {
        return TransactionFate.of(
                PRODUCER,
                wanted,
                new TransactionDescription(
                        1, state, producer, epoch, 1_000, OptionalLong.empty(), Set.of()));
    }
}

package dev.limelight.connectors.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;

class TransactionWatchTest {

    private static final TransactionOwner MINE = new TransactionOwner("p", "mine", "mine.");
    private static final TransactionOwner OTHER = new TransactionOwner("p", "other", "other.");
    private static final String ID = OTHER.idPrefix() + "-0-0";

    @Test
    void when_nothingMoves_then_nobodyRuns() {
        var idle = Map.of(ID, at(TransactionState.EMPTY, 3));
        var open = Map.of(ID, at(TransactionState.ONGOING, 3));
        assertThat(TransactionWatch.mover(MINE, idle, idle)).isEmpty();
        assertThat(TransactionWatch.mover(MINE, open, open)).isEmpty();
    }

    @Test
    void when_anIdIsTakenUpOrNew_then_itsOwnerRuns() {
        var before = Map.of(ID, at(TransactionState.EMPTY, 3));
        var after = Map.of(ID, at(TransactionState.EMPTY, 4));
        assertThat(TransactionWatch.mover(MINE, before, after)).contains(OTHER);
        assertThat(TransactionWatch.mover(MINE, Map.of(), after)).contains(OTHER);
    }

    /** A killed job's transaction times out without anybody. */
    @Test
    void when_kafkaEndsATransaction_then_nobodyRuns() {
        var before = Map.of(ID, at(TransactionState.ONGOING, 3));
        for (TransactionState state :
                Set.of(
                        TransactionState.PREPARE_EPOCH_FENCE,
                        TransactionState.PREPARE_ABORT,
                        TransactionState.COMPLETE_ABORT)) {
            assertThat(TransactionWatch.mover(MINE, before, Map.of(ID, at(state, 4)))).isEmpty();
        }
    }

    @Test
    void when_iMoveMyself_then_thatIsNobodyElse() {
        var mine = Map.of(MINE.idPrefix() + "-0-0", at(TransactionState.EMPTY, 4));
        assertThat(TransactionWatch.mover(MINE, Map.of(), mine)).isEmpty();
    }

    private static TransactionDescription at(TransactionState state, int epoch) {
        return new TransactionDescription(
                1, state, 7, epoch, 1_000, OptionalLong.empty(), Set.of());
    }
}

package dev.limelight.connectors.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;
import org.junit.jupiter.api.Test;

class AbandonedIdsTest {

    private static final List<String> KNOWN =
            Stream.of("-0-0", "-0-1", "-1-0", "-1-1", "-2-0", "-3-0")
                    .map(AbandonedIdsTest::id)
                    .toList();

    @Test
    void when_theJobStartsAfresh_then_eachIdIsOneSubtasks() {
        List<String> all = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            all.addAll(new AbandonedIds(subtask, 2, List.of()).among(KNOWN));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    @Test
    void when_transactionsWaitForTheirCommit_then_theyAreLeftAlone() {
        var ids = new AbandonedIds(0, 2, List.of(state(0, 2, id("-0-1"))));
        assertThat(ids.among(KNOWN)).containsExactly(id("-0-0"), id("-2-0"));
    }

    /** A task of the earlier run may take it up once more. */
    @Test
    void when_aTransactionWaitsNoLonger_then_itsIdIsAsAnyOther() {
        var ids = new AbandonedIds(0, 2, List.of(state(0, 2, id("-0-1"))));
        assertThat(ids.among(KNOWN, Set.of(id("-0-0")))).containsExactly(id("-0-1"), id("-2-0"));
    }

    @Test
    void when_theJobGoesOnWithFewerSubtasks_then_oneOwnsTheIdsOfTwo() {
        var ids = new AbandonedIds(0, 1, List.of(state(0, 2, id("-0-0")), state(1, 2)));
        assertThat(ids.among(KNOWN))
                .containsExactlyInAnyOrder(
                        id("-0-1"), id("-1-0"), id("-1-1"), id("-2-0"), id("-3-0"));
    }

    @Test
    void when_theJobGoesOnWithMoreSubtasks_then_noIdHasTwoOwners() {
        List<String> all = new ArrayList<>();
        for (int subtask = 0; subtask < 4; subtask++) {
            Collection<KafkaWriterState> state =
                    subtask < 2 ? List.of(state(subtask, 2)) : List.of();
            all.addAll(new AbandonedIds(subtask, 4, state).among(KNOWN));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    private static KafkaWriterState state(int subtask, int all, String... waiting) {
        return new KafkaWriterState(
                "p@g@t@",
                subtask,
                all,
                TransactionOwnership.EXPLICIT_BY_WRITER_STATE,
                Stream.of(waiting).map(id -> new CheckpointTransaction(id, 1)).toList());
    }

    private static String id(String end) {
        return "p@g@t@" + end;
    }
}

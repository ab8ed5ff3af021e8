package dev.limelight.connectors.kafka.transaction;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.CheckpointTransaction;
import org.apache.flink.connector.kafka.sink.internal.TransactionOwnership;

/**
 * The transactional ids of earlier runs that a starting subtask fences. It includes ids without an
 * open transaction: records of a killed process that are still on their way would open one a moment
 * later, and nobody would end it before its timeout.
 */
final class AbandonedIds {

    private static final TransactionOwnership OWNERSHIP =
            TransactionOwnership.EXPLICIT_BY_WRITER_STATE;

    private final Set<Integer> subtasks;
    private final int allSubtasks;
    private final Set<String> kept;

    /**
     * @param subtask the starting subtask's number
     * @param parallelism how many there are now
     * @param recovered the states that it goes on from; none at a fresh start
     */
    AbandonedIds(int subtask, int parallelism, Collection<KafkaWriterState> recovered) {
        subtasks =
                Arrays.stream(OWNERSHIP.getOwnedSubtaskIds(subtask, parallelism, recovered))
                        .boxed()
                        .collect(Collectors.toSet());
        allSubtasks = OWNERSHIP.getTotalNumberOfOwnedSubtasks(subtask, parallelism, recovered);
        kept = precommitted(recovered);
    }

    /** The ids in writers' states: those of transactions that wait for a commit. */
    static Set<String> precommitted(Collection<KafkaWriterState> states) {
        return states.stream()
                .flatMap(state -> state.getPrecommittedTransactionalIds().stream())
                .map(CheckpointTransaction::getTransactionalId)
                .collect(Collectors.toSet());
    }

    /** Those of {@code known} that are this subtask's, but for those that wait for a commit. */
    List<String> among(Collection<String> known) {
        return among(known, kept);
    }

    /**
     * The same later on, when others wait: what waited at the start is committed some time, and
     * then an id as any.
     *
     * @param waiting the ids of transactions that wait for a commit now
     */
    List<String> among(Collection<String> known, Set<String> waiting) {
        return known.stream().filter(this::isMine).filter(id -> !waiting.contains(id)).toList();
    }

    private boolean isMine(String id) {
        return subtasks.contains(TransactionOwner.subtask(id) % allSubtasks);
    }
}

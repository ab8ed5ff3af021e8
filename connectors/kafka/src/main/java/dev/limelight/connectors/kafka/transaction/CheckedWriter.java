package dev.limelight.connectors.kafka.transaction;

import dev.limelight.connectors.record.OutputRecord;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's writer with two checks. It hands a transaction to a checkpoint only if it can be
 * committed: a writer that has nothing left to send does not notice that its transaction was ended,
 * and once the checkpoint is done, its documents would not be read again. And with each checkpoint
 * it ends what nobody else would: a transaction that a task of an earlier run opened after this
 * writer had started, because that task did not know yet that it was over.
 */
final class CheckedWriter
        implements StatefulSinkWriter<OutputRecord, KafkaWriterState>,
                CommittingSinkWriter<OutputRecord, KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedWriter.class);

    private final StatefulSinkWriter<OutputRecord, KafkaWriterState> writer;
    private final TransactionOwner owner;
    private final AbandonedIds abandoned;
    private final Coordinators coordinators;

    CheckedWriter(
            StatefulSinkWriter<OutputRecord, KafkaWriterState> writer,
            TransactionOwner owner,
            AbandonedIds abandoned,
            Coordinators coordinators) {
        this.writer = writer;
        this.owner = owner;
        this.abandoned = abandoned;
        this.coordinators = coordinators;
    }

    @Override
    public void write(OutputRecord record, Context context)
            throws IOException, InterruptedException {
        writer.write(record, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    /**
     * Fails where a transaction is not open any more; the job goes on from the checkpoint before.
     */
    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
        Collection<KafkaCommittable> committables = committing().prepareCommit();
        for (KafkaCommittable committable : committables) {
            TransactionFate fate = Committables.fate(committable, coordinators);
            if (fate != TransactionFate.OPEN) {
                throw new IOException(
                        "the results since the last checkpoint cannot be committed and are made"
                                + " again: "
                                + Committables.ended(committable, fate, owner));
            }
        }
        return committables;
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
        List<KafkaWriterState> states = writer.snapshotState(checkpointId);
        try {
            endStrays(states);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking for open transactions", e);
        }
        return states;
    }

    /**
     * The transaction that this writer goes on with is not open before its first record; those that
     * wait for their commit, recovered ones included, are in its state until they have it.
     */
    private void endStrays(List<KafkaWriterState> states) throws InterruptedException {
        Set<String> waiting = AbandonedIds.precommitted(states);
        List<String> strays = abandoned.among(coordinators.open(owner.idPrefix()), waiting);
        if (!strays.isEmpty()) {
            LOG.warn("ending transactions that a task of an earlier run has opened: {}", strays);
            coordinators.fence(strays);
        }
    }

    @Override
    public void close() {
        QuietClose.closeAll("writer", List.of(writer, this::closeAdmin, coordinators));
    }

    /**
     * The connector's writer opens an admin client to look for open transactions and never closes
     * it, so that each restart of a job would leave a thread and its connections behind.
     */
    private void closeAdmin() throws Exception {
        for (Field field : writer.getClass().getDeclaredFields()) {
            if (Admin.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                close((Admin) field.get(writer));
            }
        }
    }

    /** Nobody waits for what it has asked. */
    private static void close(@Nullable Admin admin) {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    @SuppressWarnings("unchecked") // the connector's one writer is both
    private CommittingSinkWriter<OutputRecord, KafkaCommittable> committing() {
        return (CommittingSinkWriter<OutputRecord, KafkaCommittable>) writer;
    }
}

package dev.limelight.connectors.kafka.transaction;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.record.OutputRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's exactly-once Kafka sink with three things added. A starting writer first takes all its
 * ids away from earlier runs, so that none of their transactions stays open. A writer hands a
 * transaction to a checkpoint only if Kafka still has it open, so that the job goes back to the
 * checkpoint before when somebody ended it. And a committer asks what became of a transaction
 * before it calls it lost, and raises an alert when it is. State and operators are the connector's.
 */
public final class CheckedSink
        implements Sink<OutputRecord>,
                SupportsWriterState<OutputRecord, KafkaWriterState>,
                SupportsCommitter<KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CheckedSink.class);

    private final KafkaSink<OutputRecord> sink;
    private final TransactionOwner owner;
    private final Properties admin;
    private final LossAlert alert;

    /**
     * @param sink one that names its transactions by the {@link TransactionOwner#idPrefix()} of
     *     {@code owner} and reuses the names
     * @param owner the job
     * @param admin properties of an admin client
     * @param producer properties of a producer without transactions
     * @param alerts the full name of the topic of alerts
     * @param records writes alerts
     */
    public CheckedSink(
            KafkaSink<OutputRecord> sink,
            TransactionOwner owner,
            Properties admin,
            Properties producer,
            String alerts,
            OutputRecords records) {
        this.sink = sink;
        this.owner = owner;
        this.admin = admin;
        this.alert = new LossAlert(producer, alerts, records);
    }

    @Override
    public CheckedWriter createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public CheckedWriter restoreWriter(
            WriterInitContext context, Collection<KafkaWriterState> recovered) throws IOException {
        var coordinators = new Coordinators(admin);
        TaskInfo task = context.getTaskInfo();
        var abandoned =
                new AbandonedIds(
                        task.getIndexOfThisSubtask(),
                        task.getNumberOfParallelSubtasks(),
                        recovered);
        try {
            fence(coordinators, abandoned);
            StatefulSinkWriter<OutputRecord, KafkaWriterState> writer =
                    sink.restoreWriter(context, recovered);
            return new CheckedWriter(writer, owner, abandoned, coordinators);
        } catch (IOException | RuntimeException e) {
            coordinators.close();
            throw e;
        }
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return new CheckedCommitter(
                (KafkaCommitter) sink.createCommitter(context),
                owner,
                new Coordinators(admin),
                alert,
                context.metricGroup().counter("lostTransactions"));
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(
            DataStream<CommittableMessage<KafkaCommittable>> committables) {
        sink.addPostCommitTopology(committables);
    }

    private void fence(Coordinators coordinators, AbandonedIds abandoned) throws IOException {
        try {
            List<String> ids = abandoned.among(coordinators.ids(owner.idPrefix()));
            LOG.info("taking over transactional ids {}", ids);
            coordinators.fence(ids);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while taking over transactional ids", e);
        }
    }
}

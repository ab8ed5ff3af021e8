package dev.limelight.connectors.kafka.transaction;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.connector.kafka.sink.internal.TransactionFinished;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's committer, called only for transactions that can be committed. The connector
 * itself treats a transaction that was committed before as a possible loss: it warns and goes on,
 * and does the same with real losses. This class asks the coordinator to distinguish them.
 */
final class CheckedCommitter implements Committer<KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedCommitter.class);

    private final KafkaCommitter committer;
    private final TransactionOwner owner;
    private final Coordinators coordinators;
    private final LossAlert alert;
    private final Counter lost;

    CheckedCommitter(
            KafkaCommitter committer,
            TransactionOwner owner,
            Coordinators coordinators,
            LossAlert alert,
            Counter lost) {
        this.committer = committer;
        this.owner = owner;
        this.coordinators = coordinators;
        this.alert = alert;
        this.lost = lost;
    }

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
            throws IOException, InterruptedException {
        for (CommitRequest<KafkaCommittable> request : requests) {
            if (request.getCommittable().getProducer().isPresent()) {
                commitOpen(request);
            } else {
                recover(request);
            }
        }
    }

    @Override
    public void close() {
        QuietClose.closeAll("committer", List.of(committer, coordinators));
    }

    /** Of a checkpoint that the job goes on from: it may have been committed, or have timed out. */
    private void recover(CommitRequest<KafkaCommittable> request)
            throws IOException, InterruptedException {
        switch (Committables.fate(request.getCommittable(), coordinators)) {
            case OPEN -> commitOpen(request);
            case COMMITTED -> settle(request);
            case SUPERSEDED -> {
                /* What the earlier run began with the id must not stay open. */
                coordinators.fence(List.of(request.getCommittable().getTransactionalId()));
                settle(request);
            }
            case FORGOTTEN -> {
                LOG.warn(
                        "Kafka has forgotten {}: the job was stopped for too long to know whether it was"
                                + " committed",
                        request.getCommittable());
                settle(request);
            }
            case ABORTED -> lose(request, TransactionFate.ABORTED, null);
        }
    }

    private void commitOpen(CommitRequest<KafkaCommittable> request)
            throws IOException, InterruptedException {
        var watched = new WatchedRequest(request);
        committer.commit(List.of(watched));
        Throwable refusal = watched.refusal();
        if (refusal == null) {
            return;
        }
        TransactionFate fate = Committables.fate(request.getCommittable(), coordinators);
        if (fate == TransactionFate.COMMITTED) {
            settle(request);
        } else {
            lose(request, fate, refusal);
        }
    }

    private void settle(CommitRequest<KafkaCommittable> request) {
        LOG.info("{} needs no commit any more", request.getCommittable());
        finish(request.getCommittable());
        request.signalAlreadyCommitted();
    }

    private void lose(
            CommitRequest<KafkaCommittable> request,
            TransactionFate fate,
            @Nullable Throwable refusal)
            throws InterruptedException {
        KafkaCommittable transaction = request.getCommittable();
        lost.inc();
        String error =
                "results of a checkpoint were lost; send the documents of that time again: "
                        + Committables.ended(transaction, fate, owner);
        alert.raise(error);
        finish(transaction);
        request.signalFailedWithKnownReason(refusal == null ? new IOException(error) : refusal);
    }

    /** So that the writer may use the id again. */
    private void finish(KafkaCommittable transaction) {
        committer
                .getBackchannel()
                .send(TransactionFinished.erroneously(transaction.getTransactionalId()));
    }
}

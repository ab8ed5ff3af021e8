package dev.limelight.connectors.kafka;

import dev.limelight.connectors.kafka.transaction.Coordinators;
import dev.limelight.connectors.kafka.transaction.TransactionOwner;
import dev.limelight.connectors.kafka.transaction.TransactionWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;

/** Refuses to start a job when a running job has the same prefix of transactional ids. */
public final class TransactionGuard {

    /** Two and a half checkpoints at the default interval, in each of which a job shows itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration TIMEOUT = Duration.ofSeconds(8);
    private static final long LOOK_EVERY_MS = 250;
    private static final Map<String, String> TIMEOUTS =
            Map.of(
                    "client.id", "limelight-guard",
                    "request.timeout.ms", String.valueOf(TIMEOUT.toMillis()),
                    "default.api.timeout.ms", String.valueOf(TIMEOUT.toMillis()));

    private TransactionGuard() {}

    /**
     * Looks whether another job, one with another group or other topics, runs with this prefix.
     * Returns at once where no other job ever used it. Where one did in the last week, it watches
     * for up to 25 seconds whether that job still takes up transactions. A job with a longer
     * checkpoint interval may go unnoticed; ids say whose they are, so it comes to no harm.
     *
     * @throws KafkaSetupException if another job runs with this prefix, or Kafka does not answer
     */
    public static void refuseNeighbours(KafkaSettings settings) {
        refuseNeighbours(settings, PATIENCE);
    }

    static void refuseNeighbours(KafkaSettings settings, Duration patience) {
        TransactionOwner mine = settings.transactionOwner();
        try (var coordinators = new Coordinators(settings.client(TIMEOUTS))) {
            Map<String, TransactionDescription> before = ofOthers(mine, coordinators);
            long end = System.nanoTime() + patience.toNanos();
            while (!before.isEmpty() && System.nanoTime() - end < 0) {
                Thread.sleep(LOOK_EVERY_MS);
                refuse(mine, TransactionWatch.mover(mine, before, ofOthers(mine, coordinators)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaSetupException.failure("interrupted while waiting for Kafka", e);
        } catch (KafkaException e) {
            throw ClientErrors.of(settings, TIMEOUT, e);
        }
    }

    private static Map<String, TransactionDescription> ofOthers(
            TransactionOwner mine, Coordinators coordinators) throws InterruptedException {
        List<String> ids =
                coordinators.ids(mine.sharedPrefix()).stream()
                        .filter(id -> !id.startsWith(mine.idPrefix()))
                        .toList();
        return ids.isEmpty() ? new HashMap<>() : coordinators.describe(ids);
    }

    private static void refuse(TransactionOwner mine, Optional<TransactionOwner> other) {
        if (other.isPresent()) {
            throw KafkaSetupException.configuration(
                    ("kafka.transactional-id-prefix is \"%s\", which a running job with"
                                    + " kafka.group-id \"%s\" and topics \"%s\" has,"
                                    + " too; expected one that no other job uses: give this job a"
                                    + " kafka.group-id of its own and leave the key out, or set"
                                    + " another prefix")
                            .formatted(mine.prefix(), other.get().group(), other.get().topics()));
        }
    }
}

package dev.limelight.pipeline.bench.kills;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.transaction.Coordinators;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/** Looks for transactions that stay open for longer than they should. For one thread. */
final class OpenTransactions implements AutoCloseable {

    private static final Set<TransactionState> OPEN =
            Set.of(
                    TransactionState.ONGOING,
                    TransactionState.PREPARE_ABORT,
                    TransactionState.PREPARE_COMMIT,
                    TransactionState.PREPARE_EPOCH_FENCE);

    private final Map<String, String> found = new TreeMap<>();
    private final Coordinators coordinators;
    private final Duration usual;

    /**
     * @param usual how long a transaction may be open; what is open for longer is noted
     */
    OpenTransactions(KafkaSettings kafka, Duration usual) {
        var properties = new Properties();
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        this.coordinators = new Coordinators(properties);
        this.usual = usual;
    }

    /** All transactional ids that Kafka knows. */
    int ids() throws InterruptedException {
        return coordinators.ids("").size();
    }

    /** Notes what is open for too long now. */
    void look() throws InterruptedException {
        long now = System.currentTimeMillis();
        coordinators
                .describe(coordinators.ids(""))
                .forEach(
                        (id, transaction) -> {
                            long open = now - transaction.transactionStartTimeMs().orElse(now);
                            if (OPEN.contains(transaction.state()) && open > usual.toMillis()) {
                                found.put(id, line(transaction, open));
                            }
                        });
    }

    /** What was noted since the last call: a line an id. */
    Map<String, String> take() {
        var taken = new TreeMap<>(found);
        found.clear();
        return taken;
    }

    private static String line(TransactionDescription transaction, long openMillis) {
        return "%s, producer %d, epoch %d, open for %d ms, on %s"
                .formatted(
                        transaction.state(),
                        transaction.producerId(),
                        transaction.producerEpoch(),
                        openMillis,
                        transaction.topicPartitions());
    }

    @Override
    public void close() {
        coordinators.close();
    }
}

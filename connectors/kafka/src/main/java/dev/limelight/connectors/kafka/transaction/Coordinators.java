package dev.limelight.connectors.kafka.transaction;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The state of transactions as Kafka's transaction coordinators know it. It connects on the first
 * call. For one thread; whoever makes it closes it. Every method throws a {@link KafkaException}
 * when Kafka does not answer or refuses.
 */
public final class Coordinators implements AutoCloseable {

    private final Properties properties;
    private @Nullable Admin admin;

    /**
     * @param properties of the Kafka client
     */
    public Coordinators(Properties properties) {
        this.properties = properties;
    }

    /** All transactional ids that begin so. */
    public List<String> ids(String prefix) throws InterruptedException {
        return ids(prefix, new ListTransactionsOptions());
    }

    /** The transactional ids that begin so and have a transaction open. */
    public List<String> open(String prefix) throws InterruptedException {
        var open = new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
        return ids(prefix, open);
    }

    private List<String> ids(String prefix, ListTransactionsOptions which)
            throws InterruptedException {
        return answer(admin().listTransactions(which).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** What is known by id; what is not known is not there. */
    public Map<String, TransactionDescription> describe(Collection<String> ids)
            throws InterruptedException {
        DescribeTransactionsResult result = admin().describeTransactions(ids);
        Map<String, TransactionDescription> known = new HashMap<>();
        for (String id : ids) {
            try {
                known.put(id, answer(result.description(id)));
            } catch (TransactionalIdNotFoundException e) {
                // It is not there.
            }
        }
        return known;
    }

    /** Takes ids away from whoever has them, and aborts what they have open. */
    public void fence(Collection<String> ids) throws InterruptedException {
        if (!ids.isEmpty()) {
            answer(admin().fenceProducers(ids).all());
        }
    }

    /** At once: who was interrupted while it waited for an answer does not wait for it here. */
    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(properties);
        }
        return admin;
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("unexpected answer: " + e.getCause(), e);
        }
    }
}

package dev.limelight.connectors.kafka.admin;

import dev.limelight.connectors.kafka.ClientErrors;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.connectors.kafka.refusal.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** An admin client whose calls time out. For one thread; whoever opens it closes it. */
final class AdminCalls implements AutoCloseable {

    private final KafkaSettings settings;
    private final Duration timeout;
    private final Admin admin;

    /**
     * Opens a client; connects later.
     *
     * @param timeout of one call
     * @throws KafkaSetupException if the settings are wrong
     */
    AdminCalls(KafkaSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
        this.admin = open();
    }

    private Admin open() {
        String millis = String.valueOf(timeout.toMillis());
        Map<String, String> defaults =
                Map.of(
                        "client.id", "limelight-admin",
                        "request.timeout.ms", millis,
                        "default.api.timeout.ms", millis);
        try {
            return Admin.create(settings.client(defaults));
        } catch (KafkaException e) {
            throw ClientErrors.of(settings, timeout, e, Asked.of("", List.of()));
        }
    }

    Admin admin() {
        return admin;
    }

    /**
     * What Kafka answers.
     *
     * @throws KafkaSetupException if it does not, or refuses
     */
    <T> T answer(KafkaFuture<T> future, Asked asked) {
        return answer(timeout, future, asked);
    }

    /**
     * What Kafka answers to a call that has a timeout of its own.
     *
     * @param patience that timeout
     * @throws KafkaSetupException if it does not, or refuses
     */
    <T> T answer(Duration patience, KafkaFuture<T> future, Asked asked) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw ClientErrors.of(settings, patience, cause(e), asked);
        }
    }

    /** What a caller throws that was interrupted; its thread stays interrupted. */
    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Kafka", e);
    }

    /** What a call failed with. */
    static Throwable cause(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : cause;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}

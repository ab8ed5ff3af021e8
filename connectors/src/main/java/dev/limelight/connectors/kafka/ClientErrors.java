package dev.limelight.connectors.kafka;

import dev.limelight.connectors.codec.Quoted;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/** What the Kafka client throws, in one readable line. */
final class ClientErrors {

    private ClientErrors() {}

    /** The one or the other, by the kind of error. */
    static KafkaSetupException of(KafkaSettings settings, Duration waited, Throwable error) {
        return error instanceof TimeoutException
                ? unreachable(settings, waited, error)
                : setup(settings, error);
    }

    private static KafkaSetupException unreachable(
            KafkaSettings settings, Duration waited, Throwable cause) {
        return KafkaSetupException.failure(
                String.format(
                        "no Kafka broker answered at %s (bootstrap.servers) within %d s",
                        settings.bootstrapServers(), waited.toSeconds()),
                cause);
    }

    static KafkaSetupException setup(KafkaSettings settings, Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && !(root instanceof ConfigException)) {
            root = root.getCause();
        }
        return KafkaSetupException.failure(
                "Kafka at "
                        + settings.bootstrapServers()
                        + " cannot be used: "
                        + Quoted.escape(String.valueOf(root.getMessage())),
                root);
    }
}

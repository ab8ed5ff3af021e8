package dev.limelight.connectors.kafka;

import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An error that Kafka cannot be used as configured. The message is one line, for the person at the
 * terminal.
 */
public final class KafkaSetupException extends RuntimeException {
    private final boolean configuration;

    private KafkaSetupException(boolean configuration, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.configuration = configuration;
    }

    /** Something in the configuration must change before it can work. */
    public static KafkaSetupException configuration(String message) {
        return new KafkaSetupException(true, message, null);
    }

    /** Kafka did not answer, or refused. */
    static KafkaSetupException failure(String message, Throwable cause) {
        return new KafkaSetupException(false, message, cause);
    }

    /** Whether Kafka did not answer in time; else it answered, and refused. */
    public boolean isSilence() {
        return getCause() instanceof TimeoutException;
    }

    /** Whether the configuration is to blame (exit 2), not Kafka (exit 1). */
    public boolean isConfiguration() {
        return configuration;
    }
}

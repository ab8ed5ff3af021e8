package dev.limelight.connectors.kafka.admin;

import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.refusal.Asked;
import java.time.Duration;
import java.util.List;

/** Reads the id of a Kafka cluster. */
public final class KafkaCluster {

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private KafkaCluster() {}

    /**
     * The id that a cluster gave itself when it was made: the same at each of its addresses,
     * another one after it was made anew.
     *
     * @throws dev.limelight.connectors.kafka.KafkaSetupException if it does not answer
     */
    public static String id(KafkaSettings settings) {
        try (var calls = new AdminCalls(settings, TIMEOUT)) {
            return calls.answer(
                    calls.admin().describeCluster().clusterId(), Asked.of("", List.of()));
        }
    }
}

package dev.limelight.connectors.kafka;

import dev.limelight.connectors.codec.Quoted;
import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.kafka.refusal.ListenerProbe;
import dev.limelight.connectors.kafka.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Describes an exception of the Kafka client in one line: who did not answer, which security
 * setting does not match, which operation on which resource is not allowed.
 */
public final class ClientErrors {

    private static final Asked NOTHING = Asked.of("", List.of());

    private ClientErrors() {}

    /** An error where nothing is known of what was asked. */
    static KafkaSetupException of(KafkaSettings settings, Duration waited, Throwable error) {
        return of(settings, waited, error, NOTHING);
    }

    /**
     * An error.
     *
     * @param waited how long an answer was waited for
     * @param asked what was asked, in case that it is not allowed
     */
    public static KafkaSetupException of(
            KafkaSettings settings, Duration waited, Throwable error, Asked asked) {
        return causes(error).anyMatch(cause -> cause instanceof TimeoutException)
                        && refusal(error, asked).isEmpty()
                ? silent(settings, waited, error)
                : setup(settings, error, asked);
    }

    /** An error of which nothing had to be waited for. */
    static KafkaSetupException setup(KafkaSettings settings, Throwable error) {
        return setup(settings, error, NOTHING);
    }

    private static KafkaSetupException setup(KafkaSettings settings, Throwable error, Asked asked) {
        Throwable root = root(error);
        String words =
                refusal(error, asked)
                        .map(refusal -> refusal.words(settings.bootstrapServers()))
                        .orElseGet(() -> unusable(settings, root));
        return KafkaSetupException.failure(words, root);
    }

    private static String unusable(KafkaSettings settings, Throwable root) {
        String reason = Quoted.escape(String.valueOf(root.getMessage()));
        return "Kafka at %s cannot be used: %s%s"
                .formatted(
                        settings.bootstrapServers(),
                        reason,
                        root instanceof AuthenticationException
                                ? " (security.protocol=%s); expected kafka.properties.* that log in"
                                        .formatted(protocol(settings))
                                : "");
    }

    /** Where somebody listens after all, it is the protocol. */
    private static KafkaSetupException silent(
            KafkaSettings settings, Duration waited, Throwable cause) {
        String servers = settings.bootstrapServers();
        String words =
                ListenerProbe.mismatch(servers, protocol(settings))
                        .map(found -> isMissingTopic(cause) ? cause.getMessage() : found)
                        .map(found -> "Kafka at %s cannot be used: %s".formatted(servers, found))
                        .orElse(
                                "no Kafka broker answered at %s (bootstrap.servers) within %d s"
                                        .formatted(servers, waited.toSeconds()));
        return KafkaSetupException.failure(words, cause);
    }

    /** A producer waits for a topic that is not there as for a broker that is not there. */
    private static boolean isMissingTopic(Throwable cause) {
        return String.valueOf(cause.getMessage()).contains("not present in metadata");
    }

    private static Optional<Refusal> refusal(Throwable error, Asked asked) {
        return causes(error)
                .flatMap(
                        cause ->
                                Refusal.of(
                                        cause.getClass().getName(),
                                        String.valueOf(cause.getMessage()),
                                        asked)
                                        .stream())
                .findFirst();
    }

    private static String protocol(KafkaSettings settings) {
        return settings.clientProperties().getOrDefault("security.protocol", "PLAINTEXT");
    }

    /** The last cause, or the first that says what is wrong with a setting. */
    private static Throwable root(Throwable error) {
        return causes(error)
                .filter(cause -> cause instanceof ConfigException || cause.getCause() == null)
                .findFirst()
                .orElse(error);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause);
    }
}

package dev.limelight.connectors.kafka.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

    private static final Asked JOB =
            new Asked(
                    topic -> topic.endsWith("documents") ? "Read" : "Write",
                    List.of("one.documents"),
                    List.of("one", "one-translate"),
                    "one-tx");

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new TopicAuthorizationException("Topic authorization failed."),
                        "Read on topic one.documents"),
                Arguments.of(
                        new TopicAuthorizationException(Set.of("one.summaries")),
                        "Write on topic one.summaries"),
                Arguments.of(
                        GroupAuthorizationException.forGroupId("other"),
                        "Read on consumer group other"),
                Arguments.of(
                        new GroupAuthorizationException("Group authorization failed."),
                        "Read on consumer group one, Read on consumer group one-translate"),
                Arguments.of(
                        new TransactionalIdAuthorizationException(
                                "Transactional Id authorization failed."),
                        "Write on transactional id one-tx*"),
                Arguments.of(
                        new ClusterAuthorizationException("Cluster authorization failed."),
                        "IdempotentWrite on the cluster"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void when_kafkaRefuses_then_operationAndResourceAreNamed(ApiException error, String expected) {
        String words = words(error.getClass().getName(), error.getMessage());
        assertThat(words).isEqualTo(words(error.getClass().getSimpleName(), error.getMessage()));
        assertThat(words)
                .contains("Kafka at host:1 does not allow " + expected + ";")
                .contains("kafka-acls --bootstrap-server host:1 --add")
                .doesNotContain("\n");
    }

    @Test
    void when_transactionsAreRefused_then_theCommandAllowsAllOfTheJob() {
        assertThat(words("TransactionalIdAuthorizationException", "no"))
                .endsWith(
                        "--operation Write --transactional-id one-tx --resource-pattern-type"
                                + " prefixed");
    }

    @Test
    void when_severalTopicsAreNamed_then_eachIs() {
        var error = new TopicAuthorizationException(Set.of("one.alerts", "one.documents"));
        assertThat(words("TopicAuthorizationException", error.getMessage()))
                .contains("Write on topic one.alerts", "Read on topic one.documents");
    }

    @Test
    void when_theErrorIsAnother_then_itIsNoRefusal() {
        for (Exception error :
                List.of(new TimeoutException("late"), new SaslAuthenticationException("wrong"))) {
            assertThat(Refusal.of(error.getClass().getName(), error.getMessage(), JOB)).isEmpty();
        }
        assertThat(Refusal.of("TopicAuthorizationException", "no", Asked.of("Read", List.of())))
                .as("nothing to name")
                .isEmpty();
    }

    private static String words(String errorClass, String message) {
        return Refusal.of(errorClass, message, JOB).orElseThrow().words("host:1");
    }
}

package dev.limelight.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.kafka.refusal.ListenerProbe;
import dev.limelight.connectors.record.TopicNames;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where a client's security is not the listener's. */
class SecurityMismatchIT {

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"%s\" password=\"%s\";";

    private static LocalBroker plain;
    private static LocalBroker sasl;

    @BeforeAll
    static void start() {
        plain = LocalBroker.start();
        sasl =
                LocalBroker.start(
                        Map.of(
                                "listeners",
                                "SASL_PLAINTEXT://127.0.0.1:{port},"
                                        + "CONTROLLER://127.0.0.1:{controller-port}",
                                "advertised.listeners",
                                "SASL_PLAINTEXT://127.0.0.1:{port}",
                                "listener.security.protocol.map",
                                "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                                "inter.broker.listener.name",
                                "SASL_PLAINTEXT",
                                "sasl.enabled.mechanisms",
                                "PLAIN",
                                "sasl.mechanism.inter.broker.protocol",
                                "PLAIN",
                                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                                LOGIN.formatted("broker", "b")
                                        .replace(";", " user_broker=\"b\" user_me=\"right\";")));
    }

    @AfterAll
    static void stop() {
        plain.close();
        sasl.close();
    }

    @Test
    void when_thePasswordIsWrong_then_theErrorSaysSoAndNotThatNobodyAnswered() {
        Map<String, String> wrong = login("SASL_PLAINTEXT", "wrong");
        assertThat(error(sasl, wrong))
                .contains("Authentication failed", "SASL_PLAINTEXT")
                .doesNotContain("no Kafka broker answered")
                .isEqualTo(message(() -> read(settings(sasl, wrong))))
                .isEqualTo(message(() -> send(settings(sasl, wrong))));
    }

    private static void read(KafkaSettings settings) {
        TopicReader.fromBeginning(settings, List.of(TopicNames.SUMMARIES)).close();
    }

    private static void send(KafkaSettings settings) {
        try (var producer = new DocumentProducer(settings)) {
            producer.sendText("t", new byte[] {'x'});
            producer.flush();
        }
    }

    @Test
    void when_theLoginIsRight_then_itWorks() {
        Topics.ensure(settings(sasl, login("SASL_PLAINTEXT", "right")));
    }

    @Test
    void when_theMechanismIsWrong_then_theErrorNamesIt() {
        var wrong = new HashMap<>(login("SASL_PLAINTEXT", "right"));
        wrong.put("sasl.mechanism", "SCRAM-SHA-256");
        wrong.put(
                "sasl.jaas.config",
                LOGIN.formatted("me", "x").replace("plain.Plain", "scram.Scram"));
        assertThat(error(sasl, wrong)).contains("SCRAM-SHA-256");
    }

    @Test
    void when_theClientDoesNotLogIn_then_theErrorNamesTheProtocol() {
        assertThat(error(sasl, Map.of()))
                .contains("security.protocol", "SASL_PLAINTEXT")
                .doesNotContain("no Kafka broker answered");
    }

    @Test
    void when_theClientLogsInWhereNobodyAsks_then_theErrorSaysSo() {
        assertThat(error(plain, login("SASL_PLAINTEXT", "right")))
                .contains("SASL_PLAINTEXT")
                .doesNotContain("no Kafka broker answered");
    }

    @Test
    void when_theClientSpeaksTlsAndTheListenerDoesNot_then_theErrorSaysSo() {
        assertThat(error(plain, Map.of("security.protocol", "SSL")))
                .contains("speaks no TLS", "security.protocol=SSL", "expected PLAINTEXT");
    }

    /** The other way round: a server that answers whatever comes with an alert, as TLS does. */
    @Test
    void when_theListenerSpeaksTlsAndTheClientDoesNot_then_theErrorSaysSo() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> alert(server));
            thread.start();
            String address = "127.0.0.1:" + server.getLocalPort();
            assertThat(ListenerProbe.mismatch("nonsense," + address, "plaintext").orElseThrow())
                    .isEqualTo(
                            address
                                    + " speaks TLS, the client none (security.protocol=PLAINTEXT);"
                                    + " expected SSL or SASL_SSL");
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:1", "nonsense", "no-such-host.invalid:9092", "a:99999999", "a:x", ":5"})
    void when_nobodyListens_then_thereIsNoMismatch(String servers) {
        assertThat(ListenerProbe.mismatch(servers, "SSL")).isEmpty();
    }

    private static void alert(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                int first = socket.getInputStream().read();
                /* handshake_failure, fatal, of TLS 1.2 */
                out.write(first < 0 ? new byte[0] : new byte[] {21, 3, 3, 0, 2, 2, 40});
            } catch (IOException e) {
                return;
            }
        }
    }

    private static Map<String, String> login(String protocol, String password) {
        return Map.of(
                "security.protocol",
                protocol,
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted("me", password));
    }

    private static String error(LocalBroker broker, Map<String, String> properties) {
        return message(() -> Topics.ensure(settings(broker, properties)));
    }

    private static String message(ThrowingCallable call) {
        return catchThrowableOfType(KafkaSetupException.class, call).getMessage();
    }

    private static KafkaSettings settings(LocalBroker broker, Map<String, String> properties) {
        KafkaSettings usual = KafkaSettings.of(broker.bootstrapServers());
        return TestJob.withClient(usual.withTopicPrefix("secured."), properties);
    }
}

package dev.limelight.connectors.kafka.refusal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Checks which protocol a listener speaks when Kafka did not answer. A client with another security
 * protocol than the listener sees only closed connections, as if nothing listened.
 */
public final class ListenerProbe {

    private static final int PATIENCE_MS = 2_000;
    private static final int HIGHEST_PORT = 65_535;

    private ListenerProbe() {}

    /**
     * What is wrong with the protocol, in words; empty where nothing listens at all. Blocks for
     * some seconds at most.
     *
     * @param bootstrapServers {@code host:port}, several with commas
     * @param protocol the client's {@code security.protocol}
     */
    public static Optional<String> mismatch(String bootstrapServers, String protocol) {
        return Stream.of(bootstrapServers.split(","))
                .map(String::strip)
                .flatMap(server -> address(server).stream())
                .filter(ListenerProbe::listens)
                .findFirst()
                .map(address -> words(address, protocol.toUpperCase(Locale.ROOT)));
    }

    private static String words(InetSocketAddress address, String protocol) {
        boolean isTls = speaksTls(address);
        boolean asksTls = protocol.endsWith("SSL");
        String server = address.getHostString() + ":" + address.getPort();
        if (isTls != asksTls) {
            return "%s speaks %s, the client %s (security.protocol=%s); expected %s"
                    .formatted(
                            server,
                            isTls ? "TLS" : "no TLS",
                            asksTls ? "TLS" : "none",
                            protocol,
                            isTls ? "SSL or SASL_SSL" : "PLAINTEXT or SASL_PLAINTEXT");
        }
        return "%s takes connections, but Kafka does not answer; expected another security.protocol"
                        .formatted(server)
                + " than %s, such as SASL_%s, or brokers whose advertised.listeners this machine reaches"
                        .formatted(protocol, asksTls ? "SSL" : "PLAINTEXT");
    }

    private static Optional<InetSocketAddress> address(String server) {
        int colon = server.lastIndexOf(':');
        try {
            int port = Integer.parseInt(server.substring(colon + 1));
            return colon < 1 || port < 0 || port > HIGHEST_PORT
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(server.substring(0, colon), port));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, PATIENCE_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A server that speaks TLS answers a greeting, be it with a certificate nobody trusts. */
    private static boolean speaksTls(InetSocketAddress address) {
        try (var plain = new Socket()) {
            plain.connect(address, PATIENCE_MS);
            plain.setSoTimeout(PATIENCE_MS);
            return greets(plain, address);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean greets(Socket plain, InetSocketAddress address) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (var tls =
                (SSLSocket)
                        factory.createSocket(
                                plain, address.getHostString(), address.getPort(), true)) {
            tls.startHandshake();
            return true;
        } catch (SSLException e) {
            /* Not a word of TLS: the connection was closed, or what came was something else. */
            String message = String.valueOf(e.getMessage());
            return !message.contains("Unsupported or unrecognized SSL message")
                    && !message.contains("Remote host terminated the handshake");
        }
    }
}

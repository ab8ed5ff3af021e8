package dev.limelight.connectors.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker with its own controller in this JVM, for this machine only. It starts empty
 * on free ports; closing it discards its records.
 *
 * <p>Whoever starts it closes it; {@link #close()} may be called from any thread and more than
 * once, and blocks until the broker has stopped. Several brokers may run, one after another or side
 * by side. The one thing that stays in the JVM are the two idle daemon threads of Kafka's metrics
 * library, which all brokers share.
 */
public final class LocalBroker implements AutoCloseable {
    /** The largest record that the broker takes. */
    public static final int MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

    private static final int ATTEMPTS = 3;
    private static final String HOST = "127.0.0.1";

    private final Path directory;
    private final String bootstrapServers;
    private final KafkaRaftServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalBroker(
            Path directory, int brokerPort, int controllerPort, Map<String, String> changes) {
        this.directory = directory;
        this.bootstrapServers = HOST + ":" + brokerPort;
        var all = new HashMap<>(properties(directory, brokerPort, controllerPort));
        changes.forEach((key, value) -> all.put(key, at(value, brokerPort, controllerPort)));
        this.server = new KafkaRaftServer(new KafkaConfig(all), Time.SYSTEM);
    }

    /**
     * Starts a broker and waits until it takes requests: some seconds.
     *
     * @throws UncheckedIOException if there is no room for its files
     * @throws IllegalStateException if it does not start
     */
    public static LocalBroker start() {
        return start(Map.of());
    }

    /**
     * Starts a broker with other properties, such as listeners of its own and an authorizer.
     *
     * @param changes broker properties over the usual ones; {@code {port}} and {@code
     *     {controller-port}} in a value stand for the ports
     * @throws UncheckedIOException if there is no room for its files
     * @throws IllegalStateException if it does not start
     */
    public static LocalBroker start(Map<String, String> changes) {
        RuntimeException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOnce(changes);
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException e) {
                /* Between choosing a port and binding it, somebody else may have taken it. */
                last = e;
            }
        }
        throw new IllegalStateException(
                "the local Kafka broker did not start: " + message(last), last);
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            delete(directory);
        }
    }

    private static LocalBroker startOnce(Map<String, String> changes) {
        Path directory = createDirectory();
        LocalBroker broker = null;
        try {
            int[] ports = freePorts();
            format(directory);
            broker = new LocalBroker(directory, ports[0], ports[1], changes);
            broker.server.startup();
            return broker;
        } catch (RuntimeException e) {
            if (broker != null) {
                broker.close();
            }
            delete(directory);
            throw e;
        }
    }

    private static Path createDirectory() {
        try {
            return Files.createTempDirectory("limelight-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the local broker's directory", e);
        }
    }

    private static int[] freePorts() {
        InetAddress host = InetAddress.getLoopbackAddress();
        try (ServerSocket broker = new ServerSocket(0, 1, host);
                ServerSocket controller = new ServerSocket(0, 1, host)) {
            return new int[] {broker.getLocalPort(), controller.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the local broker", e);
        }
    }

    private static String at(String value, int brokerPort, int controllerPort) {
        return value.replace("{port}", String.valueOf(brokerPort))
                .replace("{controller-port}", String.valueOf(controllerPort));
    }

    private static void format(Path directory) {
        Formatter formatter =
                new Formatter()
                        .setNodeId(1)
                        .setClusterId(Uuid.randomUuid().toString())
                        .addDirectory(directory.toString())
                        .setMetadataLogDirectory(directory.toString())
                        .setControllerListenerName("CONTROLLER")
                        .setPrintStream(
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        false,
                                        StandardCharsets.UTF_8));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory + ": " + message(e), e);
        }
    }

    private static Map<String, Object> properties(Path directory, int brokerPort, int controller) {
        String listeners =
                "PLAINTEXT://"
                        + HOST
                        + ":"
                        + brokerPort
                        + ",CONTROLLER://"
                        + HOST
                        + ":"
                        + controller;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@" + HOST + ":" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", listeners),
                Map.entry("advertised.listeners", "PLAINTEXT://" + HOST + ":" + brokerPort),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("message.max.bytes", String.valueOf(MAX_MESSAGE_BYTES)),
                Map.entry("socket.request.max.bytes", String.valueOf(2 * MAX_MESSAGE_BYTES)),
                Map.entry("auto.create.topics.enable", "false"),
                /* One broker: what is kept three times elsewhere is kept once here. */
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("transaction.state.log.segment.bytes", "1048576"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                /* Small buffers and few threads: it shares the machine with the models. */
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "1"));
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }

    private static String message(@Nullable Throwable error) {
        return error == null ? "" : List.of(String.valueOf(error.getMessage()).split("\n")).get(0);
    }
}

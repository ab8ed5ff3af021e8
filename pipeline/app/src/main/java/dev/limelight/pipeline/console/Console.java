package dev.limelight.pipeline.console;

import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.WebServer;
import java.io.IOException;
import java.util.Map;

/**
 * A running console: a feed of the topics and the server of its page. Whoever starts it closes it.
 */
public final class Console implements AutoCloseable {

    /** The port that the console listens on if no other is named. */
    public static final int DEFAULT_PORT = 5050;

    private final ConsoleFeed feed;
    private final WebServer server;
    private final ServerOptions options;

    private Console(ConsoleFeed feed, WebServer server, ServerOptions options) {
        this.feed = feed;
        this.server = server;
        this.options = options;
    }

    /**
     * Starts a console; returns when it listens.
     *
     * @param decoder reads documents as the job does
     * @throws dev.limelight.connectors.kafka.KafkaSetupException if a topic does not exist, or
     *     Kafka does not answer
     * @throws IOException if the address cannot be listened on
     */
    public static Console start(ServerOptions options, KafkaSettings kafka, DocumentDecoder decoder)
            throws IOException {
        ConsoleFeed feed = ConsoleFeed.open(kafka, decoder);
        try {
            WebServer server =
                    WebServer.start(options, Map.of(), new ConsoleSite(feed, options), null);
            return new Console(feed, server, options);
        } catch (IOException | RuntimeException e) {
            feed.close();
            throw e;
        }
    }

    /** Where the page is: {@code http://127.0.0.1:5050/}. */
    public String address() {
        return options.address(server.port()) + "/";
    }

    @Override
    public void close() {
        server.close();
        feed.close();
    }
}

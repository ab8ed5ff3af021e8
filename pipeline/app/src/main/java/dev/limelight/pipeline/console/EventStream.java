package dev.limelight.pipeline.console;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Server-sent events of a feed. A client that sends the positions that it has seen ({@code
 * Last-Event-ID}) gets what it missed, then each event once. A client that does not read is cut off
 * once too much waits for it, and comes back by itself. Thread-safe.
 */
final class EventStream implements Handler<RoutingContext> {

    private static final long HEARTBEAT_MS = 15_000;
    private static final int MOST_CLIENTS = 64;

    /** Events that may wait for a client that reads slowly; a page can catch up on so many. */
    private static final int MOST_WAITING = 25_000;

    private final ConsoleFeed feed;
    private final CalledHost host;

    EventStream(ConsoleFeed feed, CalledHost host) {
        this.feed = feed;
        this.host = host;
    }

    @Override
    public void handle(RoutingContext context) {
        host.check(String.valueOf(context.request().authority()));
        if (feed.log().listeners() >= MOST_CLIENTS) {
            throw new HttpError(
                    Problem.BUSY, "%d pages are open, expected fewer".formatted(MOST_CLIENTS));
        }
        Positions seen = positions(context.request().getHeader("Last-Event-ID"));
        context.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Accel-Buffering", "no");
        new Client(context, feed).begin(seen);
    }

    private static Positions positions(String header) {
        try {
            return header == null ? Positions.NONE : Positions.parse(header);
        } catch (IllegalArgumentException e) {
            throw new HttpError(Problem.INVALID, "Last-Event-ID: " + e.getMessage());
        }
    }

    /** One page. All but {@link #accept} runs on the event loop of its connection. */
    private static final class Client implements Consumer<ConsoleEvent> {

        private final Vertx vertx;
        private final Context loop;
        private final HttpServerResponse response;
        private final ConsoleFeed feed;
        private final Queue<String> waiting = new ArrayDeque<>();
        private long heartbeat;

        Client(RoutingContext context, ConsoleFeed feed) {
            this.vertx = context.vertx();
            this.loop = vertx.getOrCreateContext();
            this.response = context.response();
            this.feed = feed;
            context.addEndHandler(any -> end());
        }

        void begin(Positions seen) {
            heartbeat = vertx.setPeriodic(HEARTBEAT_MS, any -> send(status()));
            response.drainHandler(any -> drain());
            List<ConsoleEvent> missed = feed.log().listen(seen, this);
            send(status());
            send("event: replay\ndata: " + missed.size() + "\n\n");
            missed.forEach(event -> send(event.frame()));
        }

        @Override
        public void accept(ConsoleEvent event) {
            loop.runOnContext(any -> send(event.frame()));
        }

        /** Tells why nothing comes, and that the connection lives. */
        private String status() {
            String status =
                    ConsoleEvents.write(ConsoleEvents.object().put("problem", feed.problem()));
            return "event: status\ndata: " + status + "\n\n";
        }

        private void send(String text) {
            waiting.add(text);
            drain();
            if (waiting.size() > MOST_WAITING) {
                response.reset();
            }
        }

        private void drain() {
            while (!waiting.isEmpty() && !response.closed() && !response.writeQueueFull()) {
                response.write(waiting.remove());
            }
        }

        private void end() {
            vertx.cancelTimer(heartbeat);
            feed.log().leave(this);
        }
    }
}

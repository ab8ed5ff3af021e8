package dev.limelight.modelserver.server.limit;

import dev.limelight.modelserver.server.http.Exchange;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.http.Replies;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entry and exit of every request: gives it an id and a start time, counts it, stops its work
 * when the client goes, and admits none when the server stops.
 */
public final class Gate implements Handler<RoutingContext> {

    /** Milliseconds always, UTC. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final Duration timeout;
    private final ServerMetrics metrics;
    private final @Nullable Consumer<String> accessLog;
    private int inside;
    private boolean closed;

    /**
     * Creates the gate.
     *
     * @param timeout from the head of a request to its answer
     * @param accessLog takes a line for each request; must be quick
     */
    public Gate(Duration timeout, ServerMetrics metrics, @Nullable Consumer<String> accessLog) {
        this.timeout = timeout;
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.begin(context, timeout);
        boolean open = enter();
        metrics.began();
        long timer = context.vertx().setTimer(timeout.toMillis(), any -> timeIsUp(context));
        var left = new AtomicBoolean();
        Runnable release =
                () -> {
                    context.vertx().cancelTimer(timer);
                    if (left.compareAndSet(false, true)) {
                        leave();
                    }
                };
        exchange.onStream(release);
        context.addEndHandler(
                sent -> {
                    if (sent.failed()) {
                        exchange.cancel();
                    }
                    release.run();
                    ended(context, exchange, sent.succeeded());
                });
        if (open || isAboutTheServer(context)) {
            context.next();
        } else {
            context.fail(new HttpError(Problem.STOPPING, "the server is stopping"));
        }
    }

    /** Lets no more requests in. */
    public synchronized void close() {
        closed = true;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Waits until all requests are answered.
     *
     * @return false when they were not in that time
     */
    public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (inside > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized boolean enter() {
        inside++;
        return !closed;
    }

    private synchronized void leave() {
        inside--;
        notifyAll();
    }

    private static boolean isAboutTheServer(RoutingContext context) {
        String path = context.request().path();
        return path != null && (path.startsWith("/health") || path.equals("/metrics"));
    }

    private void timeIsUp(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        exchange.cancel();
        String limit = "%.3f s".formatted(timeout.toMillis() / 1e3);
        Replies.error(
                context,
                exchange.isWhole()
                        ? new HttpError(Problem.TIMEOUT, "no answer in %s".formatted(limit))
                        : new HttpError(
                                Problem.SLOW_REQUEST,
                                "the request did not come in %s".formatted(limit)));
    }

    private void ended(RoutingContext context, Exchange exchange, boolean sent) {
        /* 499 is what nginx calls a client that did not wait. */
        int status = sent ? context.response().getStatusCode() : 499;
        metrics.ended(exchange.path(), status, exchange.seconds());
        if (accessLog != null) {
            accessLog.accept(line(context, exchange, status));
        }
    }

    private static String line(RoutingContext context, Exchange exchange, int status) {
        return "%s %s %s %s %d %d B %.0f ms %s"
                .formatted(
                        TIME.format(Instant.now()),
                        context.request().remoteAddress().host(),
                        context.request().method(),
                        exchange.path(),
                        status,
                        context.response().bytesWritten(),
                        exchange.seconds() * 1e3,
                        exchange.id());
    }
}

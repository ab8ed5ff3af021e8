package dev.limelight.modelserver.server.http;

import dev.limelight.modelserver.server.work.Cancellation;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to the end of its answer. It belongs to the event loop of its
 * connection, except for {@link #cancellation}.
 */
final class Exchange {

    static final String ID_HEADER = "X-Request-Id";

    private static final String KEY = "limelight.exchange";
    private static final Pattern GOOD_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final String id;
    private final long start = System.nanoTime();
    private final long deadline;
    private final Cancellation cancellation = new Cancellation();
    private boolean libreTranslate;
    private boolean whole;
    private String path = "other";
    private @Nullable Future<?> task;

    private Exchange(String id, Duration timeout) {
        this.id = id;
        this.deadline = start + timeout.toNanos();
    }

    /** Begins one. A client may name it; what could confuse a log is replaced. */
    static Exchange begin(RoutingContext context, Duration timeout) {
        var exchange = new Exchange(id(context.request()), timeout);
        context.put(KEY, exchange);
        context.response().putHeader(ID_HEADER, exchange.id);
        return exchange;
    }

    static Exchange of(RoutingContext context) {
        Exchange exchange = context.get(KEY);
        if (exchange == null) {
            throw new IllegalStateException("no exchange has begun, expected Gate before all else");
        }
        return exchange;
    }

    /** Likewise; a request that was refused before {@link Gate} saw it has one begun here. */
    static Exchange ofRefused(RoutingContext context) {
        Exchange exchange = context.get(KEY);
        return exchange == null ? begin(context, Duration.ZERO) : exchange;
    }

    private static String id(HttpServerRequest request) {
        String wanted = request.getHeader(ID_HEADER);
        boolean good = wanted != null && GOOD_ID.matcher(wanted).matches();
        return good ? wanted : UUID.randomUUID().toString();
    }

    String id() {
        return id;
    }

    /** The route, for the metrics: a value of few. */
    String path() {
        return path;
    }

    void routed(String route, boolean speaksLibreTranslate) {
        path = route;
        libreTranslate = speaksLibreTranslate;
    }

    boolean isLibreTranslate() {
        return libreTranslate;
    }

    Call call(Fields fields, @Nullable Upload file, String origin) {
        return new Call(id, fields, file, origin, cancellation, deadline);
    }

    void bodyCame() {
        whole = true;
    }

    /** Whether the whole request has come. */
    boolean isWhole() {
        return whole;
    }

    void worksIn(Future<?> work) {
        task = work;
    }

    /** Stops the work, if any runs. */
    void cancel() {
        cancellation.cancel();
        if (task != null) {
            task.cancel(true);
        }
    }

    boolean isCancelled() {
        return cancellation.isCancelled();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}

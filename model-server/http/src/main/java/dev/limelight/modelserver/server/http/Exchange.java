package dev.limelight.modelserver.server.http;

import dev.limelight.modelserver.server.service.Cancellation;
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
public final class Exchange {

    /** The header that names a request, in it and in its answer. */
    public static final String ID_HEADER = "X-Request-Id";

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
    private @Nullable Runnable onStream;

    private Exchange(String id, Duration timeout) {
        this.id = id;
        this.deadline = start + timeout.toNanos();
    }

    /** Begins one. A client may name it; what could confuse a log is replaced. */
    public static Exchange begin(RoutingContext context, Duration timeout) {
        var exchange = new Exchange(id(context.request()), timeout);
        context.put(KEY, exchange);
        context.response().putHeader(ID_HEADER, exchange.id);
        return exchange;
    }

    /**
     * The exchange of a request.
     *
     * @throws IllegalStateException when none has begun
     */
    public static Exchange of(RoutingContext context) {
        Exchange exchange = context.get(KEY);
        if (exchange == null) {
            throw new IllegalStateException("no exchange has begun, expected Gate before all else");
        }
        return exchange;
    }

    /** The exchange of a request; begins one for a request that was refused before the gate. */
    public static Exchange ofRefused(RoutingContext context) {
        Exchange exchange = context.get(KEY);
        return exchange == null ? begin(context, Duration.ZERO) : exchange;
    }

    private static String id(HttpServerRequest request) {
        String wanted = request.getHeader(ID_HEADER);
        boolean good = wanted != null && GOOD_ID.matcher(wanted).matches();
        return good ? wanted : UUID.randomUUID().toString();
    }

    /** The name of the request: the client's, else a new one. */
    public String id() {
        return id;
    }

    /** The route, for the metrics: a value of few. */
    public String path() {
        return path;
    }

    /**
     * Sets the route.
     *
     * @param speaksLibreTranslate whether errors have LibreTranslate's form
     */
    public void routed(String route, boolean speaksLibreTranslate) {
        path = route;
        libreTranslate = speaksLibreTranslate;
    }

    /** Whether errors have LibreTranslate's form. */
    public boolean isLibreTranslate() {
        return libreTranslate;
    }

    /**
     * The request as an endpoint takes it.
     *
     * @param origin scheme, host and port that the client called
     */
    public Call call(Fields fields, @Nullable Upload file, String origin) {
        return new Call(id, fields, file, origin, cancellation, deadline);
    }

    /** Marks that the whole request has come. */
    public void bodyCame() {
        whole = true;
    }

    /** Whether the whole request has come. */
    public boolean isWhole() {
        return whole;
    }

    /** Sets what {@link #streams} calls. */
    public void onStream(Runnable action) {
        onStream = action;
    }

    /**
     * Marks that the answer is a stream: it ends when its client goes or the server stops, so it
     * has no time limit and a stopping server does not wait for it.
     */
    public void streams() {
        if (onStream != null) {
            onStream.run();
            onStream = null;
        }
    }

    /** Sets the task that {@link #cancel} stops. */
    public void worksIn(Future<?> work) {
        task = work;
    }

    /** Stops the work, if any runs. */
    public void cancel() {
        cancellation.cancel();
        if (task != null) {
            task.cancel(true);
        }
    }

    /** Whether nobody waits for the answer any more. */
    public boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /** Seconds since the request began. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}

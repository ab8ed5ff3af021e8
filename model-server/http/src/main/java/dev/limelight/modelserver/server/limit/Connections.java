package dev.limelight.modelserver.server.limit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of open connections, and the time that one may be without a complete request
 * head. The server's own idle timeout would count every byte of an endless head as activity, and a
 * long answer as idleness. Thread-safe.
 */
public final class Connections implements Handler<HttpConnection> {

    private final Vertx vertx;
    private final Limits limits;
    private final Map<HttpConnection, Long> idle = new ConcurrentHashMap<>();

    public Connections(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    @Override
    public void handle(HttpConnection connection) {
        if (idle.size() >= limits.concurrency().connections()) {
            connection.close();
            return;
        }
        idle.put(connection, timer(connection));
        connection.closeHandler(any -> stop(idle.remove(connection)));
    }

    /** Stops the clock of a connection while it is answered. */
    public void answering(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        stop(idle.get(connection));
        context.addEndHandler(
                any -> idle.computeIfPresent(connection, (key, old) -> timer(connection)));
        context.next();
    }

    private long timer(HttpConnection connection) {
        return vertx.setTimer(limits.timeouts().idle().toMillis(), any -> connection.close());
    }

    private void stop(@Nullable Long timer) {
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}

package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Replies;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /health}: 200 while requests are taken, 503 while the server stops, in
 * LibreTranslate's words. {@code /health/ready} gives the same and more; {@code /health/live} gives
 * 200 as long as the process answers.
 */
public final class HealthPage {

    private final BooleanSupplier stopping;

    /** The models are loaded before the server opens its port, so that ready means that. */
    public HealthPage(BooleanSupplier stopping) {
        this.stopping = stopping;
    }

    private record Page(String status, boolean live, boolean ready) {}

    /** {@code GET /health}: exactly what LibreTranslate says, because its clients compare it. */
    public void health(RoutingContext context) {
        boolean stops = stopping.getAsBoolean();
        var page = Map.of("status", stops ? "stopping" : "ok");
        Replies.json(context, stops ? 503 : 200, JsonText.write(page));
    }

    public void ready(RoutingContext context) {
        boolean ready = !stopping.getAsBoolean();
        send(context, ready ? 200 : 503, ready);
    }

    public void live(RoutingContext context) {
        send(context, 200, !stopping.getAsBoolean());
    }

    private static void send(RoutingContext context, int status, boolean ready) {
        var page = new Page(ready ? "up" : "stopping", true, ready);
        Replies.json(context, status, JsonText.write(page));
    }
}

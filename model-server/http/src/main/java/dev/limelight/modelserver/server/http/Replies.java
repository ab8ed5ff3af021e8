package dev.limelight.modelserver.server.http;

import com.google.gson.JsonObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Sends answers, on the event loop. Only the first answer to a request is sent. */
public final class Replies {

    private static final String JSON = "application/json";
    private static final String RETRY_SECONDS = "1";

    private Replies() {}

    /** Sends JSON. */
    public static void json(RoutingContext context, int status, String json) {
        send(context, status, JSON, Buffer.buffer(json));
    }

    /** Sends anything else. */
    public static void send(RoutingContext context, int status, String type, Buffer body) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(body);
        }
    }

    /** Answers with an error, in LibreTranslate's form where the route speaks it. */
    public static void error(RoutingContext context, HttpError error) {
        Exchange exchange = Exchange.ofRefused(context);
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (error.problem().isPassing()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        if (error.problem() == Problem.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        /* What is left of the request would be read as the next one. */
        if (!exchange.isWhole() || error.problem() == Problem.STOPPING) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        var body = new JsonObject();
        String known = exchange.isLibreTranslate() ? error.libreTranslateText() : null;
        body.addProperty("error", known == null ? error.text() : known);
        if (known != null) {
            body.addProperty("detail", error.text());
        }
        body.addProperty("requestId", exchange.id());
        int status = error.problem().status(exchange.isLibreTranslate());
        json(context, status, JsonText.write(body));
    }
}

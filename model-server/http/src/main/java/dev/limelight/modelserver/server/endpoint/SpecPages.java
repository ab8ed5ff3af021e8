package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.Replies;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * {@code GET /spec}: OpenAPI 3 of all that is served; a test compares it with the routes. {@code
 * GET /docs}: a page that shows it without loading anything from another host.
 */
public final class SpecPages {

    private static final Buffer SPEC = resource("openapi.json");
    private static final Buffer DOCS = resource("docs.html");

    private SpecPages() {}

    public static void spec(RoutingContext context) {
        Replies.send(context, 200, "application/json", SPEC);
    }

    public static void docs(RoutingContext context) {
        context.response()
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; connect-src 'self'; script-src 'unsafe-inline';"
                                + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
        Replies.send(context, 200, "text/html; charset=utf-8", DOCS);
    }

    private static Buffer resource(String name) {
        try (InputStream in = SpecPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside SpecPages");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}

package dev.limelight.modelserver.server.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/** Puts endpoints on paths, with all that must happen before them. */
public final class Routes {

    private static final List<String> LIBRE_TRANSLATE =
            List.of("/translate", "/detect", "/languages", "/frontend/settings");

    private final Router router;
    private final Workers workers;
    private final ApiKeys keys;
    private final Handler<RoutingContext> body;

    /**
     * Begins with what holds for every path.
     *
     * @param corsOrigins whose pages may read answers; {@code *} for all; empty for all on
     *     LibreTranslate's paths, as there, and none on ours
     */
    public Routes(
            Vertx vertx,
            Limits limits,
            Connections connections,
            Gate gate,
            Workers workers,
            ApiKeys keys,
            List<String> corsOrigins) {
        this.router = Router.router(vertx);
        this.workers = workers;
        this.keys = keys;
        this.body = BodyHandler.create(false).setBodyLimit(limits.bodyBytes());
        var refusals = new Refusals(limits);
        router.errorHandler(404, refusals);
        router.errorHandler(405, refusals);
        router.route().handler(gate).failureHandler(refusals);
        router.route().handler(connections::answering);
        if (corsOrigins.isEmpty()) {
            LIBRE_TRANSLATE.forEach(
                    path ->
                            router.route(path)
                                    .handler(cors(List.of("*")))
                                    .failureHandler(refusals));
        } else {
            router.route().handler(cors(corsOrigins)).failureHandler(refusals);
        }
    }

    /** An endpoint of ours: JSON, the key in the head. */
    public Routes post(String path, Endpoint endpoint) {
        router.post(path)
                .handler(context -> routed(context, path, false))
                .handler(this::authorize)
                .handler(this::readBody)
                .handler(new Dispatch(endpoint, workers, keys));
        return this;
    }

    /** An endpoint of LibreTranslate: JSON or a form, the key among the fields. */
    public Routes libreTranslate(String path, Endpoint endpoint) {
        router.post(path)
                .handler(context -> routed(context, path, true))
                .handler(this::readBody)
                .handler(new Dispatch(endpoint, workers, keys));
        return this;
    }

    /** Something to look at; {@code page} answers on the event loop. */
    public Routes get(String path, boolean open, Handler<RoutingContext> page) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> routed(context, path, false))
                .handler(open ? RoutingContext::next : this::authorize)
                .handler(page);
        return this;
    }

    public Router router() {
        return router;
    }

    private static void routed(RoutingContext context, String path, boolean libreTranslate) {
        Exchange exchange = Exchange.of(context);
        exchange.routed(path, libreTranslate);
        if (!context.request().method().equals(HttpMethod.POST)) {
            exchange.bodyCame();
        }
        context.next();
    }

    /** Called from here because Vert.x wants a body handler first on its route. */
    private void readBody(RoutingContext context) {
        body.handle(context);
    }

    private void authorize(RoutingContext context) {
        Dispatch.authorize(context, keys, null);
        context.next();
    }

    private static CorsHandler cors(List<String> origins) {
        CorsHandler handler =
                CorsHandler.create()
                        .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST))
                        .allowedHeaders(Set.of("Authorization", "Content-Type", Exchange.ID_HEADER))
                        .exposedHeader(Exchange.ID_HEADER);
        return origins.contains("*") ? handler : handler.addOrigins(origins);
    }
}

package dev.limelight.modelserver.server.route;

import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Exchange;
import dev.limelight.modelserver.server.limit.ApiKeys;
import dev.limelight.modelserver.server.limit.Connections;
import dev.limelight.modelserver.server.limit.Gate;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.modelserver.server.limit.Refusals;
import dev.limelight.modelserver.server.limit.Workers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Binds endpoints to paths, with the checks that come before them. */
public final class Routes {

    private static final List<String> LIBRE_TRANSLATE =
            List.of(
                    "/translate",
                    "/detect",
                    "/languages",
                    "/frontend/settings",
                    "/translate_file",
                    "/download_file/:name",
                    "/health",
                    "/spec");

    private final Router router;
    private final Workers workers;
    private final ApiKeys keys;
    private final Handler<RoutingContext> body;
    private final BodyBytes bodies;
    private final List<String> served = new ArrayList<>();

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
        this.bodies = new BodyBytes(limits.sizes().bodyBytes());
        this.body = BodyHandler.create(false).setBodyLimit(limits.sizes().bodyBytes());
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
        served.add("post " + path);
        router.post(path)
                .handler(context -> routed(context, path, false))
                .handler(this::authorize)
                .handler(this::readBody)
                .handler(new Dispatch(endpoint, workers, keys, bodies));
        return this;
    }

    /** An endpoint of LibreTranslate: JSON or a form, the key among the fields. */
    public Routes libreTranslate(String path, Endpoint endpoint) {
        return libreTranslate(path, endpoint, this::readBody);
    }

    /** Likewise, with files in the form. */
    public Routes libreTranslateFile(String path, Endpoint endpoint) {
        return libreTranslate(path, endpoint, this::readFiles);
    }

    private Routes libreTranslate(String path, Endpoint endpoint, Handler<RoutingContext> reader) {
        served.add("post " + path);
        router.post(path)
                .handler(context -> routed(context, path, true))
                .handler(reader)
                .handler(new Dispatch(endpoint, workers, keys, bodies));
        return this;
    }

    /** Something to look at; {@code page} answers on the event loop. */
    public Routes get(String path, boolean open, Handler<RoutingContext> page) {
        return get(path, false, open ? RoutingContext::next : this::authorize, page);
    }

    /**
     * Something that goes on: {@code stream} writes until its client goes or the server stops.
     * Called on the event loop; the key in the head.
     */
    public Routes stream(String path, Handler<RoutingContext> stream) {
        return get(
                path,
                false,
                context -> {
                    Exchange.of(context).streams();
                    stream.handle(context);
                });
    }

    /** Something of LibreTranslate to look at; its clients may send their key in the query. */
    public Routes libreTranslateGet(String path, Handler<RoutingContext> page) {
        return get(path, true, this::authorizeQuery, page);
    }

    private Routes get(
            String path,
            boolean libreTranslate,
            Handler<RoutingContext> guard,
            Handler<RoutingContext> page) {
        served.add("get " + path);
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> routed(context, path, libreTranslate))
                .handler(guard)
                .handler(page);
        return this;
    }

    /** What is served, {@code post /translate}, in the order in which it was put here. */
    public List<String> served() {
        return List.copyOf(served);
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
        checkEncoding(context);
        body.handle(context);
    }

    private void readFiles(RoutingContext context) {
        checkEncoding(context);
        body.handle(context);
        Uploads.collect(context);
    }

    /** A compressed form would be parsed as it is. */
    private static void checkEncoding(RoutingContext context) {
        String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null
                && Dispatch.type(context).contains("form")
                && !BodyBytes.isPlain(encoding)) {
            throw BodyBytes.unknown(encoding, "none with a form, or JSON");
        }
    }

    private void authorize(RoutingContext context) {
        Dispatch.authorize(context, keys, null);
        context.next();
    }

    private void authorizeQuery(RoutingContext context) {
        Dispatch.authorize(context, keys, context.queryParams().get("api_key"));
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

package dev.limelight.modelserver.server.route;

import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Exchange;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.http.Replies;
import dev.limelight.modelserver.server.http.Upload;
import dev.limelight.modelserver.server.limit.ApiKeys;
import dev.limelight.modelserver.server.limit.Workers;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes a complete request to its endpoint on a worker thread, and sends the answer. */
final class Dispatch implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Endpoint endpoint;
    private final Workers workers;
    private final ApiKeys keys;
    private final BodyBytes bodies;

    Dispatch(Endpoint endpoint, Workers workers, ApiKeys keys, BodyBytes bodies) {
        this.endpoint = endpoint;
        this.workers = workers;
        this.keys = keys;
        this.bodies = bodies;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        exchange.bodyCame();
        if (exchange.isCancelled()) {
            return;
        }
        Context loop = context.vertx().getOrCreateContext();
        var body = new Body(bytes(context), form(context), Uploads.named(context, "file"));
        exchange.worksIn(workers.submit(() -> work(context, loop, body)));
    }

    /** What came with a request; only one of the three says anything. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Body(byte[] bytes, MultiMap form, @Nullable Upload file) {}

    private void work(RoutingContext context, Context loop, Body body) {
        Exchange exchange = Exchange.of(context);
        try {
            String json = answer(context, exchange, body);
            loop.runOnContext(any -> Replies.json(context, 200, json));
        } catch (Throwable e) {
            HttpError error = HttpError.of(e, exchange.id());
            if (error.problem() == Problem.FAILED && !exchange.isCancelled()) {
                LOG.error("request {} failed", exchange.id(), e);
            }
            loop.runOnContext(any -> Replies.error(context, error));
        }
    }

    private String answer(RoutingContext context, Exchange exchange, Body body) {
        Fields fields = fields(context, exchange, body);
        if (exchange.isLibreTranslate()) {
            authorize(context, keys, fields.textOrNull("api_key"));
        }
        return endpoint.answer(exchange.call(fields, body.file(), origin(context)));
    }

    private static String origin(RoutingContext context) {
        HttpServerRequest request = context.request();
        return request.scheme() + "://" + request.authority();
    }

    /** LibreTranslate's clients send their key with the fields, ours in the head. */
    static void authorize(RoutingContext context, ApiKeys keys, @Nullable String key) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (!keys.allow(header, key)) {
            throw header == null && key == null
                    ? new HttpError(
                            Problem.UNAUTHORIZED, "no API key, expected Authorization: Bearer KEY")
                    : new HttpError(Problem.UNAUTHORIZED, "invalid API key")
                            .asLibreTranslate("Invalid API key");
        }
    }

    private Fields fields(RoutingContext context, Exchange exchange, Body body) {
        String type = type(context);
        boolean json = type.equals("application/json") || type.endsWith("+json");
        if (json || (type.isEmpty() && !exchange.isLibreTranslate())) {
            String encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
            return Fields.ofJson(bodies.decoded(body.bytes(), encoding));
        }
        if (exchange.isLibreTranslate()) {
            return Fields.ofForm(body.form());
        }
        throw new HttpError(
                Problem.WRONG_TYPE, "Content-Type %s, expected application/json".formatted(type));
    }

    static String type(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static MultiMap form(RoutingContext context) {
        return MultiMap.caseInsensitiveMultiMap()
                .addAll(context.request().formAttributes())
                .addAll(context.queryParams());
    }

    private static byte[] bytes(RoutingContext context) {
        Buffer buffer = context.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }
}

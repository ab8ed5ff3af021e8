package dev.limelight.modelserver.server.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands a request whose body has come to its endpoint, on a worker, and the answer back. */
final class Dispatch implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Endpoint endpoint;
    private final Workers workers;
    private final ApiKeys keys;

    Dispatch(Endpoint endpoint, Workers workers, ApiKeys keys) {
        this.endpoint = endpoint;
        this.workers = workers;
        this.keys = keys;
    }

    @Override
    public void handle(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        exchange.bodyCame();
        if (exchange.isCancelled()) {
            return;
        }
        Context loop = context.vertx().getOrCreateContext();
        byte[] body = bytes(context);
        MultiMap form = form(context);
        exchange.worksIn(workers.submit(() -> work(context, loop, body, form)));
    }

    private void work(RoutingContext context, Context loop, byte[] body, MultiMap form) {
        Exchange exchange = Exchange.of(context);
        try {
            String json = answer(context, exchange, body, form);
            loop.runOnContext(any -> Replies.json(context, 200, json));
        } catch (Throwable e) {
            HttpError error = HttpError.of(e, exchange.id());
            if (error.problem() == Problem.FAILED && !exchange.isCancelled()) {
                LOG.error("request {} failed", exchange.id(), e);
            }
            loop.runOnContext(any -> Replies.error(context, error));
        }
    }

    private String answer(RoutingContext context, Exchange exchange, byte[] body, MultiMap form) {
        Fields fields = fields(context, exchange, body, form);
        if (exchange.isLibreTranslate()) {
            authorize(context, keys, fields.textOrNull("api_key"));
        }
        return endpoint.answer(exchange.call(fields));
    }

    /** LibreTranslate's clients send their key with the fields, ours in the head. */
    static void authorize(RoutingContext context, ApiKeys keys, @Nullable String key) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (!keys.allow(header, key)) {
            throw new HttpError(
                    Problem.UNAUTHORIZED,
                    header == null && key == null
                            ? "no API key, expected Authorization: Bearer KEY"
                            : "invalid API key");
        }
    }

    private static Fields fields(
            RoutingContext context, Exchange exchange, byte[] body, MultiMap form) {
        String type = type(context);
        boolean json = type.equals("application/json") || type.endsWith("+json");
        if (json || (type.isEmpty() && !exchange.isLibreTranslate())) {
            return Fields.ofJson(body);
        }
        if (exchange.isLibreTranslate()) {
            return Fields.ofForm(form);
        }
        throw new HttpError(
                Problem.WRONG_TYPE, "Content-Type %s, expected application/json".formatted(type));
    }

    private static String type(RoutingContext context) {
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

package dev.limelight.modelserver.server.limit;

import dev.limelight.modelserver.server.http.Exchange;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.http.Replies;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns errors before or in an endpoint into answers, and logs internal ones. */
public final class Refusals implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Limits limits;

    public Refusals(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext context) {
        Throwable failure = context.failure();
        HttpError error =
                failure instanceof HttpError known
                        ? known
                        : ofStatus(context, context.statusCode(), failure);
        if (error.problem() == Problem.FAILED) {
            LOG.error("request {} failed", Exchange.ofRefused(context).id(), failure);
        }
        Replies.error(context, error);
    }

    private HttpError ofStatus(RoutingContext context, int status, Throwable failure) {
        String path = context.request().method() + " " + context.request().path();
        return switch (status) {
            case 404 ->
                    new HttpError(
                            Problem.NOT_FOUND,
                            "there is nothing at %s; GET /v1/models lists what is served"
                                    .formatted(path));
            case 405 ->
                    new HttpError(
                            Problem.WRONG_METHOD, "%s, expected another method".formatted(path));
            case 413 -> tooLarge(context.request().getHeader("content-length"));
            case 500 -> HttpError.of(failure, Exchange.ofRefused(context).id());
            default ->
                    new HttpError(
                            status == 403 ? Problem.UNAUTHORIZED : Problem.INVALID,
                            failure == null
                                    ? "the request is not valid HTTP (%d)".formatted(status)
                                    : String.valueOf(failure.getMessage()));
        };
    }

    private HttpError tooLarge(String length) {
        return new HttpError(
                Problem.BODY_TOO_LARGE,
                "the body has %s bytes, expected at most %d"
                        .formatted(
                                length == null ? "too many" : length, limits.sizes().bodyBytes()));
    }
}

package dev.limelight.modelserver.server.limit;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.server.http.JsonText;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Answers input that is not HTTP, or has a head above the limit, and closes its connection. */
public final class InvalidHttp implements Handler<HttpServerRequest> {

    private final Limits limits;

    public InvalidHttp(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult() == null ? null : request.decoderResult().cause();
        var body = new JsonObject();
        body.addProperty("error", message(cause));
        request.response()
                .setStatusCode(status(cause))
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(JsonText.write(body))
                .onComplete(any -> request.connection().close());
    }

    private static int status(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return 414;
        }
        return cause instanceof TooLongHttpHeaderException ? 431 : 400;
    }

    private String message(@Nullable Throwable cause) {
        return switch (status(cause)) {
            case 414 -> "the first line is too long, expected at most " + bytes();
            case 431 -> "the head is too large, expected at most " + bytes();
            default -> "the request is not HTTP/1.1";
        };
    }

    private String bytes() {
        return limits.sizes().headerBytes() + " bytes";
    }
}

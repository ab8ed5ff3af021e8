package dev.limelight.modelserver.server.http;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.server.service.QuarantinedException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A request that is refused or failed; the message is for the client. */
public final class HttpError extends RuntimeException {

    private final Problem problem;
    private final @Nullable String libreTranslateText;

    public HttpError(Problem problem, String message) {
        this(problem, message, null, null);
    }

    private HttpError(Problem problem, String message, Throwable cause) {
        this(problem, message, cause, null);
    }

    private HttpError(
            Problem problem,
            String message,
            @Nullable Throwable cause,
            @Nullable String libreTranslateText) {
        super(message, cause);
        this.problem = problem;
        this.libreTranslateText = libreTranslateText;
    }

    public static HttpError invalid(String message) {
        return new HttpError(Problem.INVALID, message);
    }

    /** The same error, with the words that LibreTranslate has for it, which its clients compare. */
    public HttpError asLibreTranslate(String text) {
        return new HttpError(problem, text(), getCause(), text);
    }

    /** LibreTranslate's words for it; null where it has none, or none were asked for. */
    @Nullable String libreTranslateText() {
        return libreTranslateText;
    }

    public Problem problem() {
        return problem;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /**
     * What to tell a client of a failure. What was not meant for it stays with the server: the
     * cause goes to the log.
     */
    public static HttpError of(Throwable error, String requestId) {
        if (error instanceof HttpError known) {
            return known;
        }
        if (error instanceof CancellationException) {
            return new HttpError(Problem.TIMEOUT, "the request was cancelled", error);
        }
        if (error instanceof QuarantinedException) {
            return new HttpError(Problem.QUARANTINED, String.valueOf(error.getMessage()), error);
        }
        if (error instanceof ModelException model) {
            return of(model, requestId);
        }
        return failed(error, requestId);
    }

    private static HttpError of(ModelException error, String requestId) {
        String message = String.valueOf(error.getMessage());
        return switch (error.category()) {
            case INVALID -> new HttpError(Problem.INVALID, message, error);
            case TOO_LARGE -> new HttpError(Problem.TEXT_TOO_LONG, message, error);
            case TIMEOUT -> new HttpError(Problem.TIMEOUT, message, error);
            case CLOSED -> new HttpError(Problem.STOPPING, message, error);
            case MODEL_ERROR -> failed(error, requestId);
        };
    }

    private static HttpError failed(Throwable error, String requestId) {
        String message = "the server failed; its log says why under request " + requestId;
        return new HttpError(Problem.FAILED, message, error);
    }
}

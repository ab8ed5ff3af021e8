package dev.limelight.modelserver.server.http;

/** The reason why a request fails, as a status code; LibreTranslate's paths have other codes. */
public enum Problem {
    INVALID(400, 400),
    UNAUTHORIZED(401, 403),
    NOT_FOUND(404, 404),
    WRONG_METHOD(405, 405),
    /** The request did not come in time. */
    SLOW_REQUEST(408, 408),
    BODY_TOO_LARGE(413, 413),
    /** The text is longer than the server or the model takes. */
    TEXT_TOO_LONG(413, 400),
    WRONG_TYPE(415, 400),
    /** The guard's policy gives no output for the text. */
    QUARANTINED(422, 400),
    FAILED(500, 500),
    /** The server was started without it. */
    NOT_SERVED(501, 501),
    /** As much is running and waiting as may. */
    BUSY(503, 429),
    STOPPING(503, 503),
    /** The answer took longer than allowed. */
    TIMEOUT(504, 504);

    private final int status;
    private final int libreTranslateStatus;

    Problem(int status, int libreTranslateStatus) {
        this.status = status;
        this.libreTranslateStatus = libreTranslateStatus;
    }

    int status(boolean libreTranslate) {
        return libreTranslate ? libreTranslateStatus : status;
    }

    /** Whether the same request may go well a little later. */
    boolean isPassing() {
        return this == BUSY || this == STOPPING;
    }
}

package dev.limelight.modelserver.hub;

/** Something that could not be fetched. The message says what to do. */
public final class HubException extends RuntimeException {

    HubException(String message) {
        super(message);
    }

    HubException(String message, Throwable cause) {
        super(message, cause);
    }
}

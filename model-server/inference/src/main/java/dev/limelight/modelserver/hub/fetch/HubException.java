package dev.limelight.modelserver.hub.fetch;

/** An error that something could not be fetched. The message says what to do. */
public final class HubException extends RuntimeException {

    /** With what went wrong and what to do. */
    public HubException(String message) {
        super(message);
    }

    /** With its cause, too. */
    public HubException(String message, Throwable cause) {
        super(message, cause);
    }
}

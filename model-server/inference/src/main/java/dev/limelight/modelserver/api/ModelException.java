package dev.limelight.modelserver.api;

/** A request that could not be answered. The message names the bad value and what was expected. */
public final class ModelException extends RuntimeException {

    private final Category category;

    /** Why a request failed; what a caller can do about it differs. */
    public enum Category {
        /** The text has more tokens than the model reads. */
        TOO_LARGE,
        /** The request asks for something that makes no sense or is not supported. */
        INVALID,
        /** The engine or the model failed. */
        MODEL_ERROR,
        /** The answer took longer than allowed, or the queue stayed full. */
        TIMEOUT,
        /** The client was closed before the request was answered. */
        CLOSED
    }

    public ModelException(Category category, String message) {
        super(message);
        this.category = category;
    }

    public ModelException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    public Category category() {
        return category;
    }
}

package dev.limelight.modelserver.markup;

/** A page that cannot be read. The message says what is wrong with it, and what was expected. */
public final class MarkupException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MarkupException(String message) {
        super(message);
    }
}

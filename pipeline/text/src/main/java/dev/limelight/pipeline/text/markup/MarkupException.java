package dev.limelight.pipeline.text.markup;

/** A page that cannot be read. The message says what is wrong with it, and what was expected. */
public final class MarkupException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** An exception with what is wrong, and what was expected. */
    public MarkupException(String message) {
        super(message);
    }
}

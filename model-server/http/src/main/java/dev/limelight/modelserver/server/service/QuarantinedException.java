package dev.limelight.modelserver.server.service;

/** A document that gets no output, because of what the guard found; the message says what. */
public final class QuarantinedException extends RuntimeException {

    /** With the findings in words. */
    public QuarantinedException(String message) {
        super(message);
    }
}

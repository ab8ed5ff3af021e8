package dev.limelight.pipeline.cli;

/** A command line with invalid arguments. The message says what to write. */
public final class UsageException extends RuntimeException {

    public UsageException(String message) {
        super(message);
    }
}

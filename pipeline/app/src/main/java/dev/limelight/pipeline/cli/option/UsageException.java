package dev.limelight.pipeline.cli.option;

/** A command line with invalid arguments. The message says what to write. */
public final class UsageException extends RuntimeException {

    /** An exception with what to write instead. */
    public UsageException(String message) {
        super(message);
    }
}

package dev.limelight.pipeline.cli;

/** A command that was called with words that cannot work. The message says what to write. */
public final class UsageException extends RuntimeException {

    public UsageException(String message) {
        super(message);
    }
}

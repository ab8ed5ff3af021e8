package dev.limelight.pipeline.cli;

/** A command that was called with words that cannot work. The message says what to write. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}

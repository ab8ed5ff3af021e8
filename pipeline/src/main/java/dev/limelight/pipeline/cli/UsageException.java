package dev.limelight.pipeline.cli;

/** A command line with invalid arguments. The message says what to write. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }
}

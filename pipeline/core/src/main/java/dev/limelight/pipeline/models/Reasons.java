package dev.limelight.pipeline.models;

import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Why something could not be done, in one line. */
final class Reasons {

    private Reasons() {}

    /** What was thrown says, and what that came from. */
    static String of(Throwable thrown) {
        Throwable said =
                thrown instanceof CompletionException
                        ? Objects.requireNonNullElse(thrown.getCause(), thrown)
                        : thrown;
        Throwable root = said;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words = words(said);
        return root == said || words.contains(words(root)) ? words : words + ": " + words(root);
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.toString() : message;
    }
}

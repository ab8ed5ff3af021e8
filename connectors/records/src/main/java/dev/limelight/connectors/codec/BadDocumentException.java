package dev.limelight.connectors.codec;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An input record that is not a valid document or model record. The message names the bad value,
 * shortened and with control characters escaped, and what was expected; {@link Failure#error()} can
 * hold it.
 */
public final class BadDocumentException extends Exception {
    private final DeadLetterCategory category;
    private final @Nullable String documentId;

    /** Creates one without a stack trace: it tells of the data, not of the code. */
    public BadDocumentException(
            DeadLetterCategory category, @Nullable String documentId, String error) {
        super(error, null, false, false);
        this.category = category;
        this.documentId = documentId;
    }

    /** Why, for counting. */
    public DeadLetterCategory category() {
        return category;
    }

    /** The document's id; null where it could not be read. */
    public @Nullable String documentId() {
        return documentId;
    }

    /** Why, for the dead letter of the stage that gives up. */
    public Failure failure(Stage stage) {
        return new Failure(stage, category, String.valueOf(getMessage()));
    }
}

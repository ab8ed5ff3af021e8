package dev.limelight.connectors.codec;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.Stage;
import org.jspecify.annotations.Nullable;

/**
 * An input record that is not a valid document or model record. The message names the bad value,
 * shortened and with control characters escaped, and what was expected; {@link
 * DeadLetterRecord#error()} can hold it.
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

    /**
     * The dead letter that answers the document: one attempt, no task.
     *
     * @param input the record that was decoded
     * @param stage the stage that gives up
     * @param failedAt epoch milliseconds
     */
    public DeadLetterRecord toDeadLetter(InputRecord input, Stage stage, long failedAt) {
        var failure = new Failure(stage, category, String.valueOf(getMessage()));
        return DeadLetterRecord.of(input, documentId, null, failure, failedAt);
    }
}

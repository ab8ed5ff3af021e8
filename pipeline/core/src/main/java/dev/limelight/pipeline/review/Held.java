package dev.limelight.pipeline.review;

import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.ReviewReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An output that a person must look at before it goes out.
 *
 * @param reviewId {@code PARTITION-OFFSET-TASK[-TARGET]} of the document's record
 * @param documentId the document's id
 * @param task a name of {@link dev.limelight.pipeline.document.Tasks}
 * @param target BCP 47 of a translation; null for others
 * @param original the document's record
 * @param text the document's text as it came in
 * @param outputs the records as they would have been written, the result first
 * @param reasons why, at least one
 * @param risk estimated probability that it needs an edit; null where nothing estimates it
 * @param metadata the document's
 */
public record Held(
        String reviewId,
        String documentId,
        String task,
        @Nullable String target,
        InputRecord original,
        String text,
        List<OutputRecord> outputs,
        List<ReviewReason> reasons,
        @Nullable Double risk,
        Map<String, String> metadata) {

    /** The record of the result itself. */
    OutputRecord result() {
        return outputs.get(0);
    }
}

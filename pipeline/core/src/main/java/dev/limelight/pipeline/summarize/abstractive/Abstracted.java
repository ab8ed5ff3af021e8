package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document: a summary, or why there is none.
 *
 * @param document the document
 * @param summary null where it failed
 * @param failure null where it did not
 */
public record Abstracted(
        Document document, @Nullable AbstractiveSummary summary, @Nullable Failure failure) {

    /** A summary. */
    public static Abstracted of(AbstractiveSummary summary) {
        return new Abstracted(summary.document(), summary, null);
    }

    /** Why there is none. */
    public static Abstracted failed(Document document, Failure failure) {
        return new Abstracted(document, null, failure);
    }
}

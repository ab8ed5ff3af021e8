package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.models.ModelRevision;
import org.jspecify.annotations.Nullable;

/**
 * A document and one language to translate it into.
 *
 * @param document the document
 * @param target BCP 47
 * @param model which model translates it; null for the configured one
 */
public record TranslationTask(Document document, String target, @Nullable ModelRevision model) {

    /** By the configured model. */
    public TranslationTask(Document document, String target) {
        this(document, target, null);
    }
}

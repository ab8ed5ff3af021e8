package dev.limelight.pipeline.translate.route;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.models.ModelRevision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document and one language to translate it into.
 *
 * @param document the document
 * @param target BCP 47
 * @param models which models translate it, where those are not the configured ones
 */
public record TranslationTask(Document document, String target, List<ModelRevision> models) {

    /** By the configured models. */
    public TranslationTask(Document document, String target) {
        this(document, target, List.of());
    }

    /** The model for a pair of languages on the way; null for the configured one. */
    public @Nullable ModelRevision model(String pair) {
        return models.stream().filter(model -> model.alias().equals(pair)).findFirst().orElse(null);
    }
}

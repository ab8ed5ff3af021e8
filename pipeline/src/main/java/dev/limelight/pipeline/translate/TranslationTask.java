package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Failure;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.result.Outcome;
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

    /** What it comes to, once it is translated. */
    public Outcome<Translation> done(Translation translation) {
        return Outcome.done(document, Tasks.TRANSLATE, target, translation);
    }

    /** What it comes to where it cannot be translated. */
    public Outcome<Translation> failed(Failure failure) {
        return Outcome.failed(document, Tasks.TRANSLATE, target, failure);
    }

    /** The model for a pair of languages on the way; null for the configured one. */
    @Nullable ModelRevision model(String pair) {
        return models.stream().filter(model -> model.alias().equals(pair)).findFirst().orElse(null);
    }
}

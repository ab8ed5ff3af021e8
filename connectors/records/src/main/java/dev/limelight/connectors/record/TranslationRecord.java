package dev.limelight.connectors.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The translation of one document into one language.
 *
 * @param documentId the document's id
 * @param source BCP 47, given or detected
 * @param target BCP 47, as it was asked for
 * @param text the whole translation, with the source's paragraph breaks
 * @param segments its parts in document order
 * @param coverage share of the document's characters that a model read
 * @param model which weights
 * @param quality figures on the result by name
 * @param flags what a reader must know, those of the segments included
 * @param metadata the document's
 * @param timings where the time went
 * @param review what a person has decided on it; null where none was asked
 */
public record TranslationRecord(
        String documentId,
        String source,
        String target,
        String text,
        List<TranslationSegment> segments,
        double coverage,
        ModelRef model,
        Map<String, Double> quality,
        List<String> flags,
        Map<String, String> metadata,
        Timings timings,
        @Nullable ReviewMark review) {

    /** A result on which nobody was asked. */
    public TranslationRecord(
            String documentId,
            String source,
            String target,
            String text,
            List<TranslationSegment> segments,
            double coverage,
            ModelRef model,
            Map<String, Double> quality,
            List<String> flags,
            Map<String, String> metadata,
            Timings timings) {
        this(
                documentId,
                source,
                target,
                text,
                segments,
                coverage,
                model,
                quality,
                flags,
                metadata,
                timings,
                null);
    }
}

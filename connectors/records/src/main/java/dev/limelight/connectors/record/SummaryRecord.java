package dev.limelight.connectors.record;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The summary of one document.
 *
 * @param documentId the document's id
 * @param language BCP 47, given or detected
 * @param summary the text of the summary
 * @param method {@code extractive} or {@code abstractive}
 * @param sentences the sentences of the document on which it relies, in document order
 * @param chunks the number of chunks of the document
 * @param coverage share of the document's characters that a model read
 * @param model which weights
 * @param quality figures on the result by name
 * @param flags what a reader must know, for instance {@code sentence-split}
 * @param metadata the document's
 * @param timings where the time went
 * @param review what a person has decided on it; null where none was asked
 */
public record SummaryRecord(
        String documentId,
        String language,
        String summary,
        String method,
        List<SummarySentence> sentences,
        int chunks,
        double coverage,
        ModelRef model,
        Map<String, Double> quality,
        List<String> flags,
        Map<String, String> metadata,
        Timings timings,
        @Nullable ReviewMark review) {

    /** A result on which nobody was asked. */
    public SummaryRecord(
            String documentId,
            String language,
            String summary,
            String method,
            List<SummarySentence> sentences,
            int chunks,
            double coverage,
            ModelRef model,
            Map<String, Double> quality,
            List<String> flags,
            Map<String, String> metadata,
            Timings timings) {
        this(
                documentId,
                language,
                summary,
                method,
                sentences,
                chunks,
                coverage,
                model,
                quality,
                flags,
                metadata,
                timings,
                null);
    }
}

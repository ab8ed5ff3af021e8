package dev.limelight.connectors.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The salience of the sentences and words of one document, for one task.
 *
 * @param documentId the document's id
 * @param task {@code summarize} or {@code translate}
 * @param target the target language of a translation
 * @param method the salience method's name
 * @param model which weights
 * @param sentences all sentences with their scores, which are >= 0 and sum to 1
 * @param words all words with their scores, which are >= 0 and sum to 1; null where the job writes
 *     none
 */
public record SalienceRecord(
        String documentId,
        String task,
        @Nullable String target,
        String method,
        ModelRef model,
        List<ScoredSpan> sentences,
        @Nullable List<ScoredSpan> words) {

    /** The same without the words. */
    public SalienceRecord withoutWords() {
        return new SalienceRecord(documentId, task, target, method, model, sentences, null);
    }
}

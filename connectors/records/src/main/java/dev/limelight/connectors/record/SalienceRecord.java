package dev.limelight.connectors.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the model looked, for one document and task.
 *
 * @param documentId the document's id
 * @param task {@code summarize} or {@code translate}
 * @param target the target language of a translation
 * @param method the salience method's name
 * @param model which weights
 * @param sentences all sentences with their scores, which are >= 0 and sum to 1
 * @param words all words with their scores, likewise; null where the job writes none
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

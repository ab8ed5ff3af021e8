package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.InputRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A valid document: its text, its language and its sentences.
 *
 * <p>Inside the pipeline positions count UTF-16 units; {@code sink} turns them into code points.
 *
 * @param original its record as it came in; where that lies is the key under which the document's
 *     chunks meet again, because ids may repeat
 * @param id the sender's id
 * @param text the text as it came in, never changed; of a page of HTML what there is to read in it,
 *     see {@link dev.limelight.pipeline.markup.PageText}
 * @param language BCP 47, given or detected
 * @param sentences all sentences in order; every character outside them is white space
 * @param tasks what to do, at least one
 * @param targets BCP 47 tags of what to translate into; empty where that is none of the tasks
 * @param metadata handed through
 * @param flags what a reader of the results must know
 * @param html the page as it came in; null where the document is none
 */
public record Document(
        InputRecord original,
        String id,
        String text,
        String language,
        List<Sentence> sentences,
        List<String> tasks,
        List<String> targets,
        Map<String, String> metadata,
        List<String> flags,
        @Nullable String html) {

    /** A document that is no page of HTML. */
    public Document(
            InputRecord original,
            String id,
            String text,
            String language,
            List<Sentence> sentences,
            List<String> tasks,
            List<String> targets,
            Map<String, String> metadata,
            List<String> flags) {
        this(original, id, text, language, sentences, tasks, targets, metadata, flags, null);
    }

    /** The same, read as text of another language; its sentences stay. */
    public Document in(String tag) {
        return new Document(
                original, id, text, tag, sentences, tasks, targets, metadata, flags, html);
    }

    /** Whether it is to be summarized. */
    public boolean isSummarized() {
        return tasks.contains(Tasks.SUMMARIZE);
    }
}

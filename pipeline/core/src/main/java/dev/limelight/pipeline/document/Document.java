package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.source.PlainSource;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A valid document: its text, its language and its sentences.
 *
 * <p>Inside the pipeline positions count UTF-16 units; {@code sink} turns them into code points.
 *
 * @param original its record as it came in; where that lies is the key under which the document's
 *     chunks meet again, because ids may repeat
 * @param id the sender's id
 * @param text what there is to read in it, never changed; of plain text all, as it came in
 * @param language BCP 47, given or detected
 * @param sentences all sentences in order; every character outside them is white space
 * @param tasks what to do, at least one
 * @param targets BCP 47 tags of what to translate into; empty where that is none of the tasks
 * @param metadata handed through
 * @param flags what a reader of the results must know
 * @param format what the document was written in; all but plain text lies in {@code original}
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
        List<Flag> flags,
        SourceFormat format) {

    /** State of a version without formats has none. */
    public Document {
        format = Objects.requireNonNullElse(format, SourceFormat.TXT);
    }

    /** A document of plain text. */
    public Document(
            InputRecord original,
            String id,
            String text,
            String language,
            List<Sentence> sentences,
            List<String> tasks,
            List<String> targets,
            Map<String, String> metadata,
            List<Flag> flags) {
        this(
                original,
                id,
                text,
                language,
                sentences,
                tasks,
                targets,
                metadata,
                flags,
                SourceFormat.TXT);
    }

    /** The same, read as text of another language; its sentences stay. */
    public Document in(String tag) {
        return new Document(
                original, id, text, tag, sentences, tasks, targets, metadata, flags, format);
    }

    /**
     * The document as it came in. Markup is taken apart anew with each call, because only its bytes
     * can go from operator to operator: ask once a result.
     */
    public SourceText source() {
        if (format == SourceFormat.TXT) {
            return new PlainSource(text);
        }
        byte[] value = Objects.requireNonNull(original.value(), "a document without a value");
        return SourceText.of(format, new String(value, StandardCharsets.UTF_8));
    }

    /** What there is to read in it. */
    public Text content() {
        return new Text(text, sentences, language);
    }

    /** What a model makes of it, as a document of its own: to be read again, without flags. */
    public Document with(Text content) {
        return new Document(
                original,
                id,
                content.text(),
                content.language(),
                content.sentences(),
                tasks,
                targets,
                metadata,
                List.of());
    }

    /** Whether it is to be summarized. */
    public boolean isSummarized() {
        return tasks.contains(Tasks.SUMMARIZE);
    }
}

package dev.limelight.pipeline.document;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.source.PlainSource;
import dev.limelight.pipeline.source.ReducedSource;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.source.Withheld;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A valid document: its text, its language and its sentences.
 *
 * <p>Inside the pipeline positions count UTF-16 units; {@code sink} turns them into code points.
 *
 * @param original its record as it came in; where that lies is the key under which the document's
 *     chunks meet again, because ids may repeat
 * @param id the sender's id
 * @param text what there is to read in it; of plain text all, as it came in, but for what is
 *     withheld
 * @param language BCP 47, given or detected
 * @param sentences all sentences in order; every character outside them is white space
 * @param tasks what to do, at least one
 * @param targets BCP 47 tags of what to translate into; empty where that is none of the tasks
 * @param metadata handed through
 * @param flags what a reader of the results must know
 * @param format what the document was written in; all but plain text lies in {@code original}
 * @param withheld what of the document as it came in is not in the text
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
        SourceFormat format,
        Withheld withheld) {

    /** State of a version without formats, or without the guard, has none. */
    public Document {
        format = Objects.requireNonNullElse(format, SourceFormat.TXT);
        withheld = Objects.requireNonNullElse(withheld, Withheld.NOTHING);
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
                SourceFormat.TXT,
                Withheld.NOTHING);
    }

    /** The same, read as text of another language; its sentences stay. */
    public Document in(String tag) {
        return new Document(
                original, id, text, tag, sentences, tasks, targets, metadata, flags, format,
                withheld);
    }

    /**
     * The same as what is left of a document that came in with more.
     *
     * @param more what was taken out before this was read
     * @param raised flags that say so
     */
    public Document without(Withheld more, List<Flag> raised) {
        Set<Flag> all = new LinkedHashSet<>(flags);
        all.addAll(raised);
        return new Document(
                original,
                id,
                text,
                language,
                WholePieces.cut(sentences, new ReducedSource(readable(more), more), more),
                tasks,
                targets,
                metadata,
                List.copyOf(all),
                format,
                more);
    }

    /**
     * The document as it came in. Markup is taken apart anew with each call, because only its bytes
     * can go from operator to operator: ask once a result.
     */
    public SourceText source() {
        SourceText readable = readable();
        return withheld.isEmpty() ? readable : new ReducedSource(readable, withheld);
    }

    /**
     * The document as models may read it; the same as {@link #source} where nothing is withheld.
     */
    public SourceText readable() {
        return readable(withheld);
    }

    /** The share of its characters that is not withheld, 0 to 1. */
    public double readableShare() {
        return 1 - withheld.share();
    }

    private SourceText readable(Withheld pieces) {
        if (format == SourceFormat.TXT) {
            return new PlainSource(text);
        }
        byte[] value = Objects.requireNonNull(original.value(), "a document without a value");
        String source = new String(value, StandardCharsets.UTF_8);
        return SourceText.of(format, pieces.removedFrom(source));
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

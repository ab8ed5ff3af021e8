package dev.limelight.connectors.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A document as its producer wrote it. A null field was left out.
 *
 * @param id the sender's id
 * @param text the text, never changed
 * @param title a heading outside the text
 * @param language a BCP 47 tag
 * @param tasks what to do; the job's default when null
 * @param targets target languages of a translation
 * @param metadata handed through to the results
 * @param contentType the media type of the text, in small letters and without parameters; no field
 *     of the JSON, whose text is plain
 */
public record DocumentRecord(
        String id,
        String text,
        @Nullable String title,
        @Nullable String language,
        @Nullable List<String> tasks,
        @Nullable List<String> targets,
        Map<String, String> metadata,
        String contentType) {

    private static final String PLAIN = "text/plain";

    /** What is read from JSON has no content type of its own. */
    public DocumentRecord {
        contentType = Objects.requireNonNullElse(contentType, PLAIN);
    }

    /** A document of plain text. */
    public DocumentRecord(
            String id,
            String text,
            @Nullable String title,
            @Nullable String language,
            @Nullable List<String> tasks,
            @Nullable List<String> targets,
            Map<String, String> metadata) {
        this(id, text, title, language, tasks, targets, metadata, PLAIN);
    }

    /** The same with another text. */
    public DocumentRecord withText(String changed) {
        return new DocumentRecord(
                id, changed, title, language, tasks, targets, metadata, contentType);
    }

    /** The same in a language that its sender did not name; null to detect it. */
    public DocumentRecord in(@Nullable String tag) {
        return new DocumentRecord(id, text, title, tag, tasks, targets, metadata, contentType);
    }
}

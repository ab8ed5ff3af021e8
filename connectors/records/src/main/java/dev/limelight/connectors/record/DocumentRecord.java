package dev.limelight.connectors.record;

import java.util.List;
import java.util.Map;
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
 */
public record DocumentRecord(
        String id,
        String text,
        @Nullable String title,
        @Nullable String language,
        @Nullable List<String> tasks,
        @Nullable List<String> targets,
        Map<String, String> metadata) {}

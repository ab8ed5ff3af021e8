package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.DeadLetterCategory;
import org.jspecify.annotations.Nullable;

/**
 * What became of a task: a translation, or why there is none.
 *
 * @param task the task
 * @param translation null where it failed
 * @param category why it failed, for counting; null where it did not
 * @param error why it failed, for people; null likewise
 */
public record Translated(
        TranslationTask task,
        @Nullable Translation translation,
        @Nullable DeadLetterCategory category,
        @Nullable String error) {

    /** A translation. */
    public static Translated of(TranslationTask task, Translation translation) {
        return new Translated(task, translation, null, null);
    }

    /** Why there is none. */
    public static Translated failed(
            TranslationTask task, DeadLetterCategory category, String error) {
        return new Translated(task, null, category, error);
    }
}

package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.record.Failure;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.route.TranslationTask;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What became of one task of a document: a result or a failure, never both and never neither.
 *
 * <p>Flink serializes it field by field with the type of its result, see {@link OutcomeTypeInfo}.
 *
 * @param <T> the type of the result, a record that Flink serializes without Kryo
 * @param document the document
 * @param task a name of {@link dev.limelight.pipeline.document.Tasks}
 * @param target BCP 47 of the language that it was to be translated into; null for other tasks
 * @param result null where it failed
 * @param failure null where it did not
 */
@TypeInfo(OutcomeTypeInfo.class)
public record Outcome<T>(
        Document document,
        String task,
        @Nullable String target,
        @Nullable T result,
        @Nullable Failure failure) {

    /**
     * @throws IllegalArgumentException if there are a result and a failure, or neither
     */
    public Outcome {
        if ((result == null) == (failure == null)) {
            throw new IllegalArgumentException(
                    "result %s and failure %s, expected one of them".formatted(result, failure));
        }
    }

    /** A task that has its result. */
    public static <T> Outcome<T> done(
            Document document, String task, @Nullable String target, T result) {
        return new Outcome<>(document, task, target, result, null);
    }

    /** A task that has none. */
    public static <T> Outcome<T> failed(
            Document document, String task, @Nullable String target, Failure failure) {
        return new Outcome<>(document, task, target, null, failure);
    }

    /** A task of translation that has its result. */
    public static Outcome<Translation> of(TranslationTask task, Translation translation) {
        return done(task.document(), Tasks.TRANSLATE, task.target(), translation);
    }

    /** A task of translation that has none. */
    public static Outcome<Translation> failed(TranslationTask task, Failure failure) {
        return failed(task.document(), Tasks.TRANSLATE, task.target(), failure);
    }
}

package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.record.Failure;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one task of a document: either a result or a failure.
 *
 * <p>Flink serializes it field by field with the type of its result, see {@link Information}.
 *
 * @param <T> the type of the result, a record that Flink serializes without Kryo
 * @param document the document
 * @param task a name of {@link dev.limelight.pipeline.document.Tasks}
 * @param target BCP 47 of the language that it was to be translated into; null for other tasks
 * @param result null where it failed
 * @param failure null where it did not
 */
@TypeInfo(Outcome.Information.class)
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

    /**
     * Tells Flink the fields of an outcome. By itself Flink would give a field of a type variable
     * to Kryo; here it has the type that the operator names.
     */
    public static final class Information extends TypeInfoFactory<Outcome<?>> {

        @Override
        @SuppressWarnings("unchecked")
        public TypeInformation<Outcome<?>> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> parameters) {
            TypeInformation<?> result = parameters.get("T");
            if (result == null) {
                throw new IllegalArgumentException(
                        type
                                + " without a type of result, expected one such as Outcome<Translation>");
            }
            List<PojoField> fields =
                    List.of(
                            field("document", TypeInformation.of(Document.class)),
                            field("task", Types.STRING),
                            field("target", Types.STRING),
                            field("result", result),
                            field("failure", TypeInformation.of(Failure.class)));
            return new PojoTypeInfo<>((Class<Outcome<?>>) (Class<?>) Outcome.class, fields);
        }

        private static PojoField field(String name, TypeInformation<?> type) {
            try {
                return new PojoField(Outcome.class.getDeclaredField(name), type);
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("a record without its field " + name, e);
            }
        }
    }
}

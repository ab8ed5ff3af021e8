package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.record.Failure;
import dev.limelight.pipeline.document.Document;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

/**
 * Tells Flink the fields of an {@link Outcome}. By itself Flink would give a field of a type
 * variable to Kryo; here it has the type that the operator names.
 */
public final class OutcomeTypeInfo extends TypeInfoFactory<Outcome<?>> {

    @Override
    @SuppressWarnings("unchecked")
    public TypeInformation<Outcome<?>> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> parameters) {
        TypeInformation<?> result = parameters.get("T");
        if (result == null) {
            throw new IllegalArgumentException(
                    type + " without a type of result, expected one such as Outcome<Translation>");
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

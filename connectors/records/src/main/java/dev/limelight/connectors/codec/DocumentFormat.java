package dev.limelight.connectors.codec;

import dev.limelight.connectors.codec.format.FieldPath;
import dev.limelight.connectors.codec.format.FieldPaths;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * The form of the documents on a topic. {@link #DEFAULT} is the documented one.
 *
 * @param contentType what a value is without a header {@code content-type}
 * @param fields where a JSON document's fields lie; no two of one path but by their owner's will
 */
public record DocumentFormat(ContentType contentType, FieldPaths fields) implements Serializable {

    /** The names of a document's fields. */
    public static final List<String> FIELDS =
            List.of("id", "text", "title", "language", "tasks", "targets", "metadata");

    /** JSON, unless a header says something else, with each field under its own name. */
    public static final DocumentFormat DEFAULT =
            new DocumentFormat(ContentType.JSON, FieldPaths.named(FIELDS));

    /**
     * A format.
     *
     * @param paths by field; a field that is not there is not read
     * @throws IllegalArgumentException if {@code text} is not there
     */
    public static DocumentFormat of(ContentType contentType, Map<String, FieldPath> paths) {
        if (!paths.containsKey("text")) {
            throw new IllegalArgumentException("no path of the field text, expected one");
        }
        return new DocumentFormat(contentType, FieldPaths.of(paths));
    }
}

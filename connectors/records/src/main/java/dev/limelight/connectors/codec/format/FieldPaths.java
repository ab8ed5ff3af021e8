package dev.limelight.connectors.codec.format;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The path of each field of a record in its JSON. A field without a path is not read. One path may
 * lie below another: the value above then excludes what is read from below.
 */
public final class FieldPaths implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, FieldPath> paths;
    private final Place root = new Place("");

    private FieldPaths(Map<String, FieldPath> paths) {
        this.paths = new LinkedHashMap<>(paths);
        paths.forEach((field, path) -> root.add(field, path, 0));
    }

    /** Each field under the path that is given for it. */
    public static FieldPaths of(Map<String, FieldPath> paths) {
        return new FieldPaths(paths);
    }

    /** Each field under its own name. */
    public static FieldPaths named(Collection<String> fields) {
        Map<String, FieldPath> paths = new LinkedHashMap<>();
        fields.forEach(field -> paths.put(field, FieldPath.parse(field)));
        return new FieldPaths(paths);
    }

    /** The whole object, from which to look. */
    public Place root() {
        return root;
    }

    /** The path of a field as it was written, for messages. */
    public String path(String field) {
        FieldPath path = paths.get(field);
        return path == null ? field : path.written();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPaths that && paths.equals(that.paths);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(paths);
    }

    @Override
    public String toString() {
        return paths.toString();
    }
}

package dev.limelight.connectors.codec.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of the tree of configured paths: a field lies there, or below it, or both. */
public final class Place implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final ArrayList<String> fields = new ArrayList<>();
    private final LinkedHashMap<String, Place> below = new LinkedHashMap<>();

    Place(String path) {
        this.path = path;
    }

    /** How to name it in a message: {@code body.text}; empty for the whole object. */
    public String path() {
        return path;
    }

    /** The fields whose value lies here. */
    public List<String> fields() {
        return List.copyOf(fields);
    }

    /** Whether a field's value lies here. */
    public boolean isField() {
        return !fields.isEmpty();
    }

    /** Whether a field's value lies in an item of a list here. */
    public boolean hasItems() {
        return below.keySet().stream().anyMatch(name -> name.matches("0|[1-9][0-9]*"));
    }

    /** The place under a name, or the number of an item; null where nothing there is looked at. */
    public @Nullable Place below(String name) {
        return below.get(name);
    }

    /** The path of a field that is looked for below. */
    public String lookedFor() {
        Map.Entry<String, Place> first = below.entrySet().iterator().next();
        return first.getValue().isField() ? first.getValue().path : first.getValue().lookedFor();
    }

    void add(String field, FieldPath where, int depth) {
        if (depth == where.names().size()) {
            fields.add(field);
            return;
        }
        below.computeIfAbsent(
                        where.names().get(depth), any -> new Place(where.writtenUpTo(depth + 1)))
                .add(field, where, depth + 1);
    }
}

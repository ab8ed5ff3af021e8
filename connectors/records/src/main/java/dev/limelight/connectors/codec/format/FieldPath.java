package dev.limelight.connectors.codec.format;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * The path of a value in a JSON object: a JSON pointer ({@code /body/text}, RFC 6901) or names
 * joined by dots ({@code body.text}). A whole number is the index of an item of a list, from 0.
 *
 * @param written as it was written, for messages
 * @param names the names on the way, at least one
 */
public record FieldPath(String written, List<String> names) implements Serializable {

    /** What {@link #parse} takes, for messages. */
    public static final String EXPECTED =
            "a JSON pointer such as /body/text, or names with dots between them such as body.text";

    private static final int MOST_NAMES = 50;

    public FieldPath {
        names = List.copyOf(names);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static FieldPath parse(String path) {
        boolean pointer = path.startsWith("/");
        String separator = pointer ? "/" : "\\.";
        List<String> names =
                Stream.of((pointer ? path.substring(1) : path).split(separator, -1))
                        .map(name -> pointer ? unescaped(name) : name)
                        .toList();
        boolean empty = !pointer && names.stream().anyMatch(String::isBlank);
        if (path.isBlank() || empty || names.size() > MOST_NAMES) {
            throw new IllegalArgumentException(
                    "path \"%s\", expected %s".formatted(path, EXPECTED));
        }
        return new FieldPath(path, names);
    }

    /** How the first names of the path are written. */
    String writtenUpTo(int count) {
        boolean pointer = written.startsWith("/");
        String separator = pointer ? "/" : ".";
        List<String> first = names.subList(0, count);
        return pointer
                ? separator
                        + String.join(separator, first.stream().map(FieldPath::escaped).toList())
                : String.join(separator, first);
    }

    private static String unescaped(String name) {
        if (name.matches("(?s).*~(?![01]).*")) {
            throw new IllegalArgumentException(
                    "name \"%s\" in a JSON pointer, expected ~0 for ~ and ~1 for /"
                            .formatted(name));
        }
        return name.replace("~1", "/").replace("~0", "~");
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}

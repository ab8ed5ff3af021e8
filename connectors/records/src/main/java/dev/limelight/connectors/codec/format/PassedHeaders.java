package dev.limelight.connectors.codec.format;

import dev.limelight.connectors.record.RecordHeader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a document that its results carry, too. {@code content-type} is never one of them,
 * because a result is JSON.
 *
 * @param names their names in small letters; null for all
 */
public record PassedHeaders(@Nullable Set<String> names) implements Serializable {

    /** The name of the header that says what a value is. */
    public static final String CONTENT_TYPE = "content-type";

    /** All of them. */
    public static final PassedHeaders ALL = new PassedHeaders(null);

    /** None of them. */
    public static final PassedHeaders NONE = new PassedHeaders(Set.of());

    /** What {@link #parse} takes, for messages. */
    public static final String EXPECTED =
            "* for all, nothing for none, or names of headers other than content-type with commas"
                    + " between them";

    private static final RecordHeader JSON = new RecordHeader(CONTENT_TYPE, "application/json");

    public PassedHeaders {
        names = names == null ? null : Set.copyOf(names);
    }

    /**
     * Reads a list of names; letters count in any case.
     *
     * @throws IllegalArgumentException if {@code content-type} is one, or {@code *} one of several
     */
    public static PassedHeaders parse(String list) {
        if (list.strip().equals("*")) {
            return ALL;
        }
        Set<String> names =
                Stream.of(list.split(",", -1))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (names.contains(CONTENT_TYPE) || names.contains("*")) {
            throw new IllegalArgumentException("%s, expected %s".formatted(list, EXPECTED));
        }
        return new PassedHeaders(names);
    }

    /** The headers of a result: its content type, then those of the document in their order. */
    public List<RecordHeader> of(List<RecordHeader> document) {
        List<RecordHeader> headers = new ArrayList<>();
        headers.add(JSON);
        document.stream().filter(this::passes).forEach(headers::add);
        return List.copyOf(headers);
    }

    private boolean passes(RecordHeader header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        return !name.equals(CONTENT_TYPE) && (names == null || names.contains(name));
    }
}

package dev.limelight.connectors.codec;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;

import dev.limelight.connectors.codec.format.FieldPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The known fields of a document by name. A value is a {@link String}, a {@link List}, a {@link
 * Map}, or an {@link Other} for a type that no field may have. Null and absent are the same, in
 * lists and maps, too.
 */
final class DocumentFields {
    private final FieldPaths paths;
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Fields that are looked for under these paths, by which messages name them. */
    DocumentFields(FieldPaths paths) {
        this.paths = paths;
    }

    /** A number, a boolean, a nested value: shown as it was written. */
    record Other(String description) {}

    void put(String name, Object value) {
        values.put(name, value);
    }

    @Nullable String text(String name) throws BadDocumentException {
        Object value = values.get(name);
        return value == null ? null : asText(where(name), value);
    }

    /** How a message names a field. */
    String where(String name) {
        return "field " + Quoted.of(paths.path(name));
    }

    @Nullable List<String> texts(String name) throws BadDocumentException {
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        String where = where(name);
        if (!(value instanceof List<?> items)) {
            throw wrong(where, "a list of strings", value);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            if (item != null) {
                texts.add(asText(where + "[" + i + "]", item));
            }
        }
        return texts;
    }

    Map<String, String> map(String name) throws BadDocumentException {
        Object value = values.get(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (value == null) {
            return texts;
        }
        String where = where(name);
        if (!(value instanceof Map<?, ?> entries)) {
            throw wrong(where, "an object with string values", value);
        }
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String key = asText("a name in " + where, String.valueOf(entry.getKey()));
            texts.put(key, asText(where + "." + Quoted.of(key), entry.getValue()));
        }
        return texts;
    }

    private static String asText(String where, Object value) throws BadDocumentException {
        if (!(value instanceof String text)) {
            throw wrong(where, "a string", value);
        }
        int offset = Unicode.loneSurrogate(text);
        if (offset >= 0) {
            throw invalid(
                    where
                            + " has a lone surrogate at code point offset "
                            + offset
                            + " ("
                            + Quoted.codePoint(text.codePointAt(text.offsetByCodePoints(0, offset)))
                            + "), expected valid Unicode");
        }
        return text;
    }

    private static BadDocumentException wrong(String where, String expected, Object found) {
        return invalid(where + " is " + describe(found) + ", expected " + expected);
    }

    private static String describe(Object found) {
        if (found instanceof Other other) {
            return other.description();
        }
        if (found instanceof String text) {
            return "the string " + Quoted.of(text);
        }
        return found instanceof List ? "a list" : "an object";
    }

    static BadDocumentException invalid(String error) {
        return new BadDocumentException(INVALID, null, error);
    }
}

package dev.limelight.modelserver.server.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request. A wrong type is refused and not converted; in a form all values are
 * text, so numbers may be text there. A null counts as absent. Unknown fields are ignored, as
 * LibreTranslate does, unless {@link #only} is called. All methods throw {@link HttpError} {@code
 * INVALID} with the bad value and what was expected.
 */
public final class Fields {

    private final JsonObject values;
    private final boolean form;

    private Fields(JsonObject values, boolean form) {
        this.values = values;
        this.form = form;
    }

    /**
     * The fields of a JSON object.
     *
     * @throws HttpError {@code INVALID} when the body is no JSON object
     */
    public static Fields ofJson(byte[] body) {
        return new Fields(JsonText.object(body), false);
    }

    /**
     * The entries of a form; the first of equal names counts. Forms end lines with CR LF, which
     * nobody typed.
     */
    public static Fields ofForm(Iterable<Map.Entry<String, String>> entries) {
        var values = new JsonObject();
        for (Map.Entry<String, String> entry : entries) {
            if (!values.has(entry.getKey())) {
                values.addProperty(entry.getKey(), entry.getValue().replace("\r\n", "\n"));
            }
        }
        return new Fields(values, true);
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    public boolean isList(String name) {
        JsonElement value = value(name);
        return value != null && value.isJsonArray();
    }

    /** Text that must be there and not be empty. */
    public String text(String name) {
        String text = textOrNull(name);
        if (text == null || text.isEmpty()) {
            throw missing(name, "\"%s\" with text in it".formatted(name));
        }
        return text;
    }

    /** The error for a field that must be there. */
    public static HttpError missing(String name, String expected) {
        return HttpError.invalid("missing %s parameter, expected %s".formatted(name, expected))
                .asLibreTranslate("Invalid request: missing %s parameter".formatted(name));
    }

    /**
     * These fields, of which none but the named ones may be there.
     *
     * @throws HttpError {@code INVALID} with one that nobody knows, which may be a misspelt one
     */
    public Fields only(List<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw HttpError.invalid(
                        "unknown field \"%s\", expected some of %s"
                                .formatted(JsonText.shown(name), String.join(", ", known)));
            }
        }
        return this;
    }

    public @Nullable String textOrNull(String name) {
        JsonElement value = value(name);
        return value == null ? null : string(name, value);
    }

    /** A text, or a list of texts, as a list; must be there and not be empty. */
    public List<String> texts(String name) {
        if (!isList(name)) {
            return List.of(text(name));
        }
        var texts = new ArrayList<String>();
        for (JsonElement each : values.getAsJsonArray(name)) {
            texts.add(string(name, each));
        }
        if (texts.isEmpty()) {
            throw HttpError.invalid("\"%s\" is an empty list, expected texts".formatted(name))
                    .asLibreTranslate("Invalid request: missing %s parameter".formatted(name));
        }
        return texts;
    }

    /** Text, or a number as it is written. */
    public @Nullable String textOrNumber(String name) {
        JsonElement value = value(name);
        return value != null && isNumber(value) ? value.getAsString() : textOrNull(name);
    }

    /** A whole number of 0 or more. */
    public int count(String name, int fallback) {
        JsonElement value = value(name);
        if (value == null) {
            return fallback;
        }
        String digits = isNumber(value) || (form && isString(value)) ? value.getAsString() : "";
        if (!digits.matches("[0-9]{1,9}")) {
            throw wrong(name, value, "a whole number of 0 or more")
                    .asLibreTranslate(
                            "Invalid request: %s parameter is not a number".formatted(name));
        }
        return Integer.parseInt(digits);
    }

    /** A whole number from 0 to {@code most}; 0 where there is none. */
    public int countUpTo(String name, int most) {
        int count = count(name, 0);
        if (count > most) {
            throw HttpError.invalid("\"%s\" is %d, expected 0 to %d".formatted(name, count, most))
                    .asLibreTranslate(
                            "Invalid request: %s parameter must be <= %d".formatted(name, most));
        }
        return count;
    }

    public boolean flag(String name) {
        JsonElement value = value(name);
        if (value == null) {
            return false;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw wrong(name, value, "true or false");
        }
        return value.getAsBoolean();
    }

    /** An object as JSON; an empty one where there is none. */
    public String object(String name) {
        JsonElement value = value(name);
        if (value != null && !value.isJsonObject()) {
            throw wrong(name, value, "an object");
        }
        return value == null ? "{}" : value.toString();
    }

    /** An object of texts, by name. */
    public Map<String, String> map(String name) {
        JsonElement value = value(name);
        if (value == null) {
            return Map.of();
        }
        if (!value.isJsonObject()) {
            throw wrong(name, value, "an object of strings");
        }
        var map = new TreeMap<String, String>();
        value.getAsJsonObject()
                .entrySet()
                .forEach(e -> map.put(e.getKey(), string(name, e.getValue())));
        return map;
    }

    private @Nullable JsonElement value(String name) {
        JsonElement value = values.get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    private static String string(String name, JsonElement value) {
        if (!isString(value)) {
            throw wrong(name, value, "a string");
        }
        String text = value.getAsString();
        int lone = loneSurrogate(text);
        if (lone >= 0) {
            throw HttpError.invalid(
                    "\"%s\" has half a character (U+%04X) at %d, expected Unicode"
                            .formatted(name, (int) text.charAt(lone), lone));
        }
        return text;
    }

    private static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isNumber(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isNumber();
    }

    private static HttpError wrong(String name, JsonElement value, String expected) {
        return HttpError.invalid(
                "\"%s\" is %s, expected %s".formatted(name, JsonText.shown(value), expected));
    }
}

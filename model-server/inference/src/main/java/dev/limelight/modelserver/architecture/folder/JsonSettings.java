package dev.limelight.modelserver.architecture.folder;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A JSON object of settings. Null counts as absent, as everywhere in Hugging Face's files; a value
 * of another type is an error that names file, key, value and what was expected.
 *
 * @param source the file, for messages
 * @param json the object
 */
public record JsonSettings(String source, JsonObject json) {

    /**
     * Reads a file.
     *
     * @throws ModelException {@code MODEL_ERROR} if it is missing or holds no JSON object
     */
    public static JsonSettings read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ModelException(
                    Category.MODEL_ERROR, file + " cannot be read, expected a JSON file", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param source what it is, for messages
     * @throws ModelException {@code MODEL_ERROR} if it is no JSON object
     */
    public static JsonSettings parse(String source, String json) {
        try {
            return new JsonSettings(source, JsonParser.parseString(json).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new ModelException(
                    Category.MODEL_ERROR, source + " is no JSON object, expected one", e);
        }
    }

    /** These settings, and those of {@code other} instead where it has them. */
    public JsonSettings with(JsonSettings other) {
        JsonObject both = json.deepCopy();
        other.json.entrySet().forEach(entry -> both.add(entry.getKey(), entry.getValue()));
        return new JsonSettings(source + " with " + other.source, both);
    }

    /** Whether a key is there and not null. */
    public boolean has(String key) {
        return json.has(key) && !json.get(key).isJsonNull();
    }

    /** The string of a key that must be there. */
    public String text(String key) {
        return read(key, "a string", JsonElement::getAsString);
    }

    /** One string or a list of them; none where the key is missing. */
    public List<String> texts(String key) {
        return has(key)
                ? read(key, "a string or a list of them", JsonSettings::strings)
                : List.of();
    }

    /** The object of a key; one without keys where it is missing. */
    public JsonSettings object(String key) {
        JsonObject inner =
                has(key) ? read(key, "an object", JsonElement::getAsJsonObject) : new JsonObject();
        return new JsonSettings(source + ", " + key, inner);
    }

    /** The whole number of a key; {@code fallback} where it is missing. */
    public int integer(String key, int fallback) {
        return has(key) ? read(key, "a whole number", JsonSettings::whole) : fallback;
    }

    /** The whole number of a key; empty where it is missing. */
    public OptionalInt integer(String key) {
        return has(key) ? OptionalInt.of(integer(key, 0)) : OptionalInt.empty();
    }

    /** The first of some keys that is there. */
    public int anyInteger(List<String> keys) {
        return keys.stream()
                .filter(this::has)
                .findFirst()
                .map(key -> integer(key, 0))
                .orElseThrow(() -> error("none of " + keys, "one of them"));
    }

    /** Whether a key is there and true. */
    public boolean isTrue(String key) {
        return has(key) && read(key, "true or false", JsonSettings::bool);
    }

    /** The number of a key; {@code fallback} where it is missing. */
    public double number(String key, double fallback) {
        return has(key) ? read(key, "a number", JsonElement::getAsDouble) : fallback;
    }

    /** One number or a list of them. */
    public List<Integer> integers(String key) {
        return has(key)
                ? read(key, "a whole number or a list of them", JsonSettings::wholes)
                : List.of();
    }

    /** Lists of whole numbers; none where the key is missing. */
    public List<List<Integer>> lists(String key) {
        return has(key)
                ? read(key, "a list of lists of whole numbers", JsonSettings::listsOf)
                : List.of();
    }

    /** The value of a key, {@code expected} for the message if it is of another type. */
    public <T> T read(String key, String expected, Function<JsonElement, T> reader) {
        if (!has(key)) {
            throw error("no " + key, expected);
        }
        try {
            return reader.apply(json.get(key));
        } catch (IllegalStateException
                | UnsupportedOperationException
                | NumberFormatException
                | ArithmeticException e) {
            throw error("%s is %s".formatted(key, json.get(key)), expected);
        }
    }

    /** An error that names the source. */
    public ModelException error(String found, String expected) {
        return new ModelException(
                Category.MODEL_ERROR, "%s: %s, expected %s".formatted(source, found, expected));
    }

    private static Boolean bool(JsonElement value) {
        if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean()) {
            return value.getAsBoolean();
        }
        throw new IllegalStateException("neither true nor false");
    }

    private static List<String> strings(JsonElement value) {
        return value.isJsonPrimitive()
                ? List.of(value.getAsString())
                : value.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    }

    private static int whole(JsonElement value) {
        return value.getAsBigDecimal().intValueExact();
    }

    private static List<Integer> wholes(JsonElement value) {
        List<Integer> wholes = new ArrayList<>();
        if (value.isJsonPrimitive()) {
            wholes.add(whole(value));
        } else {
            value.getAsJsonArray().forEach(element -> wholes.add(whole(element)));
        }
        return wholes;
    }

    private static List<List<Integer>> listsOf(JsonElement value) {
        List<List<Integer>> lists = new ArrayList<>();
        JsonArray array = value.getAsJsonArray();
        array.forEach(element -> lists.add(wholes(element)));
        return lists;
    }
}

package dev.limelight.modelserver.architecture.text;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tokenizer files of a bundle. Immutable; reads anew at each call.
 *
 * @param folder the bundle
 * @param readsControl whether the name of a control token in a text is that token, and not text
 */
public record TokenizerFiles(Path folder, boolean readsControl) {

    /** The files of a bundle; names of control tokens are text. */
    public TokenizerFiles(Path folder) {
        this(folder, false);
    }

    /** Whether all of some files are there. */
    public boolean has(String... names) {
        return List.of(names).stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /**
     * A file that must be there.
     *
     * @throws ModelException {@code MODEL_ERROR} when it cannot be read
     */
    public byte[] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    folder.resolve(name) + " cannot be read, expected a file",
                    e);
        }
    }

    /** A file of pieces and their ids. */
    public Map<String, Integer> vocabulary(String name) {
        try {
            TypeToken<Map<String, Integer>> type = new TypeToken<>() {};
            return new Gson().fromJson(Files.readString(folder.resolve(name)), type);
        } catch (IOException | JsonParseException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    folder.resolve(name) + " cannot be read, expected a JSON object of ids",
                    e);
        }
    }

    /** The lines of a text file that must be there. */
    List<String> lines(String name) {
        return new String(read(name), StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * The class of transformers that is meant to read these files, {@code MBart50Tokenizer}; where
     * the tokenizer's file does not name it, the model's may. Empty where neither does.
     */
    public String tokenizerClass() {
        return text("tokenizer_class")
                .or(
                        () ->
                                value("config.json", "tokenizer_class")
                                        .filter(JsonElement::isJsonPrimitive)
                                        .map(JsonElement::getAsString))
                .orElse("");
    }

    /** A setting of {@code tokenizer_config.json}; null counts as absent. */
    public Optional<JsonElement> setting(String key) {
        return value("tokenizer_config.json", key);
    }

    /** A setting that is a string. */
    public Optional<String> text(String key) {
        return setting(key).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
    }

    /** Whether a setting is there and true. */
    public boolean flag(String key) {
        return setting(key).filter(JsonElement::isJsonPrimitive).stream()
                .anyMatch(JsonElement::getAsBoolean);
    }

    /** The name of a special token ({@code eos_token}), which may be an object that holds it. */
    public String token(String key, String fallback) {
        return setting(key)
                .or(() -> value("special_tokens_map.json", key))
                .map(TokenizerFiles::content)
                .orElse(fallback);
    }

    /** The names in a list of special tokens ({@code additional_special_tokens}), in its order. */
    public List<String> tokens(String key) {
        List<String> names = new ArrayList<>();
        setting(key)
                .or(() -> value("special_tokens_map.json", key))
                .filter(JsonElement::isJsonArray)
                .ifPresent(list -> list.getAsJsonArray().forEach(each -> names.add(content(each))));
        return names;
    }

    /**
     * The ids of all special tokens.
     *
     * @param standard their names where the bundle does not say, by {@code eos_token} and so on
     */
    public Set<Integer> special(Map<String, Integer> ids, Map<String, String> standard) {
        Set<String> names = specialNames(standard);
        names.retainAll(ids.keySet());
        return names.stream().map(ids::get).collect(Collectors.toSet());
    }

    /**
     * The names of all special tokens; a new set.
     *
     * @param standard as of {@link #special}
     */
    Set<String> specialNames(Map<String, String> standard) {
        Set<String> names = new HashSet<>();
        standard.forEach((key, fallback) -> names.add(token(key, fallback)));
        names.addAll(tokens("additional_special_tokens"));
        names.addAll(tokens("extra_special_tokens"));
        return names;
    }

    /**
     * The id of a special token.
     *
     * @throws ModelException {@code MODEL_ERROR} when the vocabulary lacks it
     */
    public int id(Map<String, Integer> ids, String key, String standard) {
        String token = token(key, standard);
        Integer id = ids.get(token);
        if (id == null) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s: %s '%s' has no id, expected one in the vocabulary"
                            .formatted(folder, key, token));
        }
        return id;
    }

    /** A value in a JSON file that may be absent. */
    public Optional<JsonElement> value(String name, String key) {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            JsonObject json =
                    JsonParser.parseString(Files.readString(folder.resolve(name)))
                            .getAsJsonObject();
            return Optional.ofNullable(json.get(key)).filter(value -> !value.isJsonNull());
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    folder.resolve(name) + " cannot be read, expected a JSON object",
                    e);
        }
    }

    /**
     * That a bundle has no tokenizer.
     *
     * @param wanted what was looked for
     */
    public ModelException missing(String wanted) {
        return new ModelException(
                Category.MODEL_ERROR, "%s has no tokenizer, expected %s".formatted(folder, wanted));
    }

    /** The text of a token, which is a string or an object with it. */
    public static String content(JsonElement token) {
        return token.isJsonObject()
                ? token.getAsJsonObject().get("content").getAsString()
                : token.getAsString();
    }
}

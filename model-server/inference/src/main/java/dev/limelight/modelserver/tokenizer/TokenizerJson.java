package dev.limelight.modelserver.tokenizer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A {@code tokenizer.json}, and what makes it fit for text that nobody has vetted.
 *
 * <p>As shipped, the tokenizer turns the characters {@code [SEP]} inside a document into the
 * control token of that name, so a document could end its own text as the model reads it. The names
 * of special tokens are taken out of the list of things to look for; the template that frames each
 * text keeps its own copy of their ids and still works. Hugging Face calls the same {@code
 * encode_special_tokens}, which DJL does not offer. A unigram model would still find the names
 * among its pieces; there they get names that no text can have, because it is cut before each
 * space.
 */
public final class TokenizerJson {

    private static final String NEVER_IN_TEXT = "\u2581\u0000\u2581";

    private final JsonObject root;
    private final Map<String, Integer> ids = new HashMap<>();
    private final Set<Integer> special = new HashSet<>();

    TokenizerJson(JsonObject root) {
        this.root = root;
        readVocabulary();
        for (JsonElement element : addedTokens()) {
            JsonObject token = element.getAsJsonObject();
            int id = token.get("id").getAsInt();
            ids.put(token.get("content").getAsString(), id);
            if (isSpecial(token)) {
                special.add(id);
            }
        }
    }

    /**
     * Reads a file.
     *
     * @param source the file, for messages
     * @throws ModelException {@code MODEL_ERROR} when it describes no tokenizer
     */
    public static TokenizerJson parse(String source, byte[] file) {
        try {
            String text = new String(file, StandardCharsets.UTF_8);
            return new TokenizerJson(JsonParser.parseString(text).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s: %d bytes that make no tokenizer, expected a tokenizer.json"
                            .formatted(source, file.length),
                    e);
        }
    }

    /** The id of a token. */
    public OptionalInt id(String token) {
        Integer id = ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** All tokens with their ids. */
    public Map<String, Integer> ids() {
        return Map.copyOf(ids);
    }

    /** The ids of tokens that stand for no text. */
    public Set<Integer> special() {
        return Set.copyOf(special);
    }

    /** Whether it merges pairs; transformers cleans up the spaces of the others only. */
    public boolean isBytePair() {
        return root.has("model") && isType("BPE");
    }

    /** The file for the native library; control words are control tokens. */
    byte[] bytes() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The file for the native library; control words are text. */
    byte[] prepared() {
        JsonObject prepared = root.deepCopy();
        if (prepared.has("added_tokens")) {
            prepared.getAsJsonArray("added_tokens").asList().removeIf(TokenizerJson::isSpecial);
        }
        if (prepared.has("model") && isType("Unigram")) {
            JsonArray pieces = prepared.getAsJsonObject("model").getAsJsonArray("vocab");
            for (int id : special) {
                if (id < pieces.size()) {
                    rename(pieces.get(id).getAsJsonArray());
                }
            }
        }
        return prepared.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void rename(JsonArray piece) {
        piece.set(0, new JsonPrimitive(piece.get(0).getAsString() + NEVER_IN_TEXT));
    }

    private void readVocabulary() {
        if (!root.has("model") || !root.getAsJsonObject("model").has("vocab")) {
            return;
        }
        JsonElement vocabulary = root.getAsJsonObject("model").get("vocab");
        if (vocabulary.isJsonObject()) {
            vocabulary
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> ids.put(entry.getKey(), entry.getValue().getAsInt()));
        } else {
            List<JsonElement> pieces = vocabulary.getAsJsonArray().asList();
            for (int id = 0; id < pieces.size(); id++) {
                ids.put(pieces.get(id).getAsJsonArray().get(0).getAsString(), id);
            }
        }
    }

    private JsonArray addedTokens() {
        return root.has("added_tokens") ? root.getAsJsonArray("added_tokens") : new JsonArray();
    }

    private boolean isType(String type) {
        JsonElement named = root.getAsJsonObject("model").get("type");
        return named != null && named.getAsString().equals(type);
    }

    private static boolean isSpecial(JsonElement token) {
        JsonElement special = token.getAsJsonObject().get("special");
        return special != null && special.getAsBoolean();
    }
}

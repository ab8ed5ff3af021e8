package dev.limelight.modelserver.tokenizer;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vocabulary and merges of GPT-2's kind ({@code vocab.json}, {@code merges.txt}) as a {@code
 * tokenizer.json}: the bytes of UTF-8, each written as a letter, are joined pair by pair.
 *
 * @param ids by piece
 * @param merges pairs with a space between, the first to be joined first
 * @param special pieces that stand for no text
 * @param prefixesSpace whether a text is read as if a space stood before it
 */
public record BytePairs(
        Map<String, Integer> ids, List<String> merges, Set<String> special, boolean prefixesSpace) {

    public BytePairs {
        ids = Map.copyOf(ids);
        merges = List.copyOf(merges);
        special = Set.copyOf(special);
    }

    /** The converted tokenizer; it frames nothing. */
    public TokenizerJson json() {
        JsonObject root = new JsonObject();
        root.addProperty("version", "1.0");
        root.add("added_tokens", addedTokens());
        root.add("pre_tokenizer", byteLevel(prefixesSpace));
        root.add("decoder", byteLevel(true));
        root.add("model", pairs());
        return new TokenizerJson(root);
    }

    private JsonArray addedTokens() {
        JsonArray tokens = new JsonArray();
        for (String content : special) {
            Integer id = ids.get(content);
            if (id != null) {
                JsonObject token = new JsonObject();
                token.addProperty("id", id);
                token.addProperty("content", content);
                for (String key : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                    token.addProperty(key, false);
                }
                token.addProperty("special", true);
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static JsonObject byteLevel(boolean prefixesSpace) {
        JsonObject level = new JsonObject();
        level.addProperty("type", "ByteLevel");
        level.addProperty("add_prefix_space", prefixesSpace);
        level.addProperty("trim_offsets", true);
        level.addProperty("use_regex", true);
        return level;
    }

    private JsonObject pairs() {
        JsonObject pairs = new JsonObject();
        pairs.addProperty("type", "BPE");
        pairs.addProperty("continuing_subword_prefix", "");
        pairs.addProperty("end_of_word_suffix", "");
        pairs.addProperty("fuse_unk", false);
        pairs.add("vocab", new Gson().toJsonTree(ids));
        pairs.add("merges", new Gson().toJsonTree(merges));
        return pairs;
    }
}

package dev.limelight.modelserver.tokenizer;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;

/**
 * Prepares a {@code tokenizer.json} for text that nobody has vetted.
 *
 * <p>As shipped, the tokenizer turns the characters {@code [SEP]} inside a document into the
 * control token of that name, so a document could end its own text as the model reads it. The names
 * of special tokens are taken out of the list of things to look for; the template that frames each
 * text keeps its own copy of their ids and still works. Hugging Face calls the same {@code
 * encode_special_tokens}, which DJL does not offer.
 */
final class TokenizerJson {

    private TokenizerJson() {}

    static byte[] withoutControlWords(byte[] json) {
        JsonObject root =
                JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
        if (root.has("added_tokens")) {
            root.getAsJsonArray("added_tokens").asList().removeIf(TokenizerJson::isSpecial);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSpecial(JsonElement token) {
        JsonElement special = token.getAsJsonObject().get("special");
        return special != null && special.getAsBoolean();
    }
}
